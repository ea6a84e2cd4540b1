import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension ServiceDefinition {
    /// Puts one of WeChat's interfaces at its address, faults included.
    mutating func add<Interface: WeChatInterface>(
        _ interface: Interface.Type,
        by sandbox: Sandbox
    ) {
        for route in [Route.get(interface.path), .post(interface.path)] {
            handle(route) { call in
                await WeChatDesk(sandbox: sandbox).respond(to: call.request, interface)
            }
        }
    }
}

/// Answers WeChat's interfaces the way WeChat does.
private struct WeChatDesk: Sendable {
    let sandbox: Sandbox

    func respond<Interface: WeChatInterface>(
        to request: Request,
        _ interface: Interface.Type
    ) async -> Response {
        do {
            let fault = try await sandbox.takeFault(at: interface.path)
            if let early = await sandbox.answer(before: fault) { return early }
            let response = await result(of: request, fault, interface)
            return await sandbox.answer(response, after: fault)
        } catch {
            return ownFault(error, interface)
        }
    }

    private func result<Interface: WeChatInterface>(
        of request: Request,
        _ fault: Fault?,
        _ interface: Interface.Type
    ) async -> Response {
        do {
            let call = try await read(request, fault, interface)
            let output = try await interface.answer(call, by: sandbox)
            let (bytes, contentType) = try interface.body(output)
            return response(bytes, contentType)
        } catch let error as WeChatError {
            return response(to: error, interface.contentType)
        } catch {
            return ownFault(error, interface)
        }
    }

    private func read<Interface: WeChatInterface>(
        _ request: Request,
        _ fault: Fault?,
        _ interface: Interface.Type
    ) async throws -> WeChatCall {
        let method: Method = request.method == .head ? .get : request.method
        guard interface.methods.contains(method) else {
            throw interface.methods == [.get] ? WeChatError.getRequired : WeChatError.postRequired
        }
        let (request, json) =
            method == .post ? try await readBody(request, interface) : (request, .null)
        let limit = interface.input.limit
        guard let parameters = try? await Parameters.read(request, limit: limit) else {
            throw WeChatError.bodyMalformed
        }
        return WeChatCall(method: method, parameters: parameters, json: json, fault: fault)
    }

    /// The request with its body at hand, and that body as JSON if it is.
    private func readBody<Interface: WeChatInterface>(
        _ request: Request,
        _ interface: Interface.Type
    ) async throws -> (Request, JSONValue) {
        let body: Bytes
        do {
            body = try await request.body.collect(upTo: interface.input.limit)
        } catch .tooLarge {
            throw WeChatError.contentTooLong
        }
        let needsBody = interface.methods == [.post]
        guard !needsBody || !body.isEmpty else { throw WeChatError.bodyMissing }
        var request = request
        request.body = .bytes(body)
        guard case .json = interface.input else { return (request, .null) }
        // WeChat reads a body as JSON whatever its type says.
        if let json = try? JSON.parse(body), json.object != nil {
            request.headers.set("Content-Type", "application/json")
            return (request, json)
        }
        guard !needsBody else { throw WeChatError.bodyMalformed }
        return (request, .null)
    }

    /// WeChat would say that it is busy.
    private func ownFault<Interface: WeChatInterface>(
        _ error: any Error,
        _ interface: Interface.Type
    ) -> Response {
        sandbox.log.error(
            "the sandbox's own fault",
            ["route": .text(interface.path), "cause": .text("\(error)")]
        )
        return response(to: .busy, interface.contentType)
    }

    private func response(_ body: Bytes, _ contentType: String) -> Response {
        Response(.ok, headers: HeaderFields([("Content-Type", contentType)]), body: .bytes(body))
    }

    private func response(to error: WeChatError, _ contentType: String) -> Response {
        response(sandbox.body(of: error), contentType)
    }
}
