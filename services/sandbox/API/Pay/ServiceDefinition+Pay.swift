import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import WeChatPay

extension ServiceDefinition {
    /// Puts one of WeChat Pay's endpoints at its address, faults included.
    mutating func add<E: PayEndpoint>(
        _ endpoint: E.Type,
        by sandbox: Sandbox
    ) {
        handle(endpoint.route) { call in
            await sandbox.logged(.pay, call.request) {
                await PayEndpointAdapter(sandbox: sandbox).respond(to: call, endpoint)
            }
        }
    }
}

/// Answers WeChat Pay's endpoints the way WeChat Pay does: checks who asks, signs what it says.
private struct PayEndpointAdapter: Sendable {
    let sandbox: Sandbox

    private static let bodyLimit = 256 * 1024

    func respond<E: PayEndpoint>(
        to call: RawCall,
        _ endpoint: E.Type
    ) async -> Response {
        do {
            let fault = try await sandbox.takeFault(
                at: String(decoding: call.request.target.path, as: UTF8.self),
                of: endpoint.route.pattern
            )
            let early = await sandbox.answer(before: fault) { self.response(to: PayError($0)) }
            if let early { return early }
            let response = try await result(of: call, fault, endpoint)
            return await sandbox.answer(response, after: fault)
        } catch {
            return ownFault(error, endpoint)
        }
    }

    private func result<E: PayEndpoint>(
        of call: RawCall,
        _ fault: Fault?,
        _ endpoint: E.Type
    ) async throws -> Response {
        do {
            let pay = try await admit(call)
            let answer = try await endpoint.answer(pay, by: sandbox)
            return try await response(answer, to: pay, fault)
        } catch let error as PayError {
            return response(to: error)
        } catch {
            return ownFault(error, endpoint)
        }
    }

    private func admit(_ raw: RawCall) async throws -> PayCall {
        let request = raw.request
        guard request.headers.contains("Accept"), request.headers.contains("User-Agent") else {
            throw PayError.agentMissing
        }
        guard let body = try? await request.body.collect(upTo: Self.bodyLimit) else {
            throw PayError.bodyMalformed
        }
        RequestTrace.current?.read(body)
        let authorization = try PayAuthorization(request)
        try authorization.checkTime(sandbox.clock.real.now())
        let keys: PayKeys
        do {
            keys = try await sandbox.payKeys(authorization.mchid)
        } catch is ControlRefusal {
            throw PayError.merchantUnknown
        }
        try authorization.check(request, body, keys)
        var head = request
        head.body = .empty
        guard let query = try? await Parameters.read(head, limit: 0),
            let value = body.isEmpty ? .null : try? JSON.parse(body)
        else { throw PayError.bodyMalformed }
        return PayCall(
            body: value,
            query: query,
            raw: raw,
            keys: keys,
            platformSerial: request.headers["Wechatpay-Serial"],
            origin: sandbox.origin(of: request)
        )
    }

    private func response(
        _ answer: PayAnswer,
        to call: PayCall,
        _ fault: Fault?
    ) async throws -> Response {
        var headers = sandbox.payHeaders()
        headers.set("Content-Type", answer.type)
        if answer.isSigned {
            let merchant = try await sandbox.payMerchant(call.keys.mchid)
            let kind: PayKeyKind = merchant.settings.hasCertificates ? .certificate : .publicKey
            let key = call.keys.key(named: call.platformSerial, or: kind)
            try await sandbox.signPay(answer.body, key, call.keys, fault, &headers)
        }
        let body: Body = answer.body.isEmpty ? .empty : .bytes(answer.body)
        return Response(answer.status, headers: headers, body: body)
    }

    /// Refusals are not signed.
    private func response(to error: PayError) -> Response {
        var headers = sandbox.payHeaders()
        headers.set("Content-Type", "application/json; charset=utf-8")
        return Response(error.status, headers: headers, body: .bytes(error.body))
    }

    private func ownFault<E: PayEndpoint>(
        _ error: any Error,
        _ endpoint: E.Type
    ) -> Response {
        sandbox.log.error(
            "the sandbox's own fault",
            ["route": .text(endpoint.route.description), "cause": .text("\(error)")]
        )
        return response(to: .system)
    }
}
