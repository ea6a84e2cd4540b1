import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension ServiceDefinition {
    /// Puts one of WeChat's endpoints at its address, faults included.
    mutating func add<E: WeChatEndpoint>(
        _ endpoint: E.Type,
        by sandbox: Sandbox
    ) {
        for route in [RawRoute.get(endpoint.path), .post(endpoint.path)] {
            handle(route) { call in
                await sandbox.logged(.app, call.request) {
                    await WeChatEndpointAdapter(sandbox: sandbox)
                        .respond(to: call.request, endpoint)
                }
            }
        }
    }
}

/// Answers WeChat's endpoints the way WeChat does.
private struct WeChatEndpointAdapter: Sendable {
    let sandbox: Sandbox

    func respond<E: WeChatEndpoint>(
        to request: Request,
        _ endpoint: E.Type
    ) async -> Response {
        do {
            let fault = try await sandbox.takeFault(at: endpoint.path)
            if let early = await sandbox.answer(before: fault) { return early }
            let response = await result(of: request, fault, endpoint)
            return await sandbox.answer(response, after: fault)
        } catch {
            return ownFault(error, endpoint)
        }
    }

    private func result<E: WeChatEndpoint>(
        of request: Request,
        _ fault: Fault?,
        _ endpoint: E.Type
    ) async -> Response {
        do {
            let call = try await read(request, fault, endpoint)
            let output = try await endpoint.answer(call, by: sandbox)
            let (bytes, contentType) = try endpoint.body(output)
            return response(bytes, contentType)
        } catch let error as WeChatError {
            return response(to: error, endpoint.contentType)
        } catch {
            return ownFault(error, endpoint)
        }
    }

    private func read<E: WeChatEndpoint>(
        _ request: Request,
        _ fault: Fault?,
        _ endpoint: E.Type
    ) async throws -> WeChatCall {
        let method: Method = request.method == .head ? .get : request.method
        guard endpoint.methods.contains(method) else {
            throw endpoint.methods == [.get] ? WeChatError.getRequired : WeChatError.postRequired
        }
        let (request, json) =
            method == .post ? try await readBody(request, endpoint) : (request, .null)
        let limit = endpoint.input.limit
        guard let parameters = try? await Parameters.read(request, limit: limit) else {
            throw WeChatError.bodyMalformed
        }
        return WeChatCall(method: method, parameters: parameters, json: json, fault: fault)
    }

    /// The request with its body at hand, and that body as JSON if it is.
    private func readBody<E: WeChatEndpoint>(
        _ request: Request,
        _ endpoint: E.Type
    ) async throws -> (Request, JSONValue) {
        let body: Bytes
        do {
            body = try await request.body.collect(upTo: endpoint.input.limit)
        } catch .tooLarge {
            throw WeChatError.contentTooLong
        }
        RequestTrace.current?.read(body)
        let needsBody = endpoint.methods == [.post]
        guard !needsBody || !body.isEmpty else { throw WeChatError.bodyMissing }
        var request = request
        request.body = .bytes(body)
        guard case .json = endpoint.input else { return (request, .null) }
        // WeChat reads a body as JSON whatever its type says.
        if let json = try? JSON.parse(body), json.object != nil {
            request.headers.set("Content-Type", "application/json")
            return (request, json)
        }
        guard !needsBody else { throw WeChatError.bodyMalformed }
        return (request, .null)
    }

    /// WeChat would say that it is busy.
    private func ownFault<E: WeChatEndpoint>(
        _ error: any Error,
        _ endpoint: E.Type
    ) -> Response {
        sandbox.log.error(
            "the sandbox's own fault",
            ["route": .text(endpoint.path), "cause": .text("\(error)")]
        )
        return response(to: .busy, endpoint.contentType)
    }

    private func response(_ body: Bytes, _ contentType: String) -> Response {
        Response(.ok, headers: HeaderFields([("Content-Type", contentType)]), body: .bytes(body))
    }

    private func response(to error: WeChatError, _ contentType: String) -> Response {
        response(sandbox.body(of: error), contentType)
    }
}
