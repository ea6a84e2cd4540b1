import Basics
import HTTP
import JSON
import ServiceKit

/// Two clouds that send messages to phones; both are called at `/`.
enum SMSAPI {
    static let path = "/"
    private static let bodyLimit = 64 * 1024

    /// By the header that says which of the two is meant.
    static func respond(to request: Request, by sandbox: Sandbox) async -> Response {
        do {
            let fault = try await sandbox.takeFault(at: path)
            let body = try await request.body.collect(upTo: bodyLimit)
            RequestTrace.current?.read(body)
            let call = SMSRequest(headers: request.headers, target: request.target, body: body)
            let early = await sandbox.answer(before: fault) { _ in busy(call, sandbox) }
            if let early { return early }
            return await sandbox.answer(try await answer(call, by: sandbox), after: fault)
        } catch is BodyFailure {
            return .text("Content Too Large", status: .contentTooLarge)
        } catch {
            sandbox.log.error("the sandbox's own fault", ["cause": .text("\(error)")])
            return .text("Internal Server Error", status: .internalServerError)
        }
    }

    private static func answer(_ call: SMSRequest, by sandbox: Sandbox) async throws -> Response {
        if call.headers.contains("X-TC-Action") {
            return .json(try JSONOutput.encode(try await Tencent.answer(call, by: sandbox)))
        }
        if call.headers.contains("x-acs-action") || Aliyun.isRPC(call) {
            let (output, status) = try await Aliyun.answer(call, by: sandbox)
            return .json(try JSONOutput.encode(output), status: status)
        }
        return .text(
            "Not Found: neither X-TC-Action nor x-acs-action nor Action",
            status: .notFound
        )
    }

    /// What `errcode` stands for here.
    private static func busy(_ call: SMSRequest, _ sandbox: Sandbox) -> Response {
        let error = CloudError(code: "InternalError", message: "An internal error has occurred.")
        let id = sandbox.requestID()
        let isTencent = call.headers.contains("X-TC-Action")
        let output: Bytes? =
            isTencent
            ? try? JSONOutput.encode(Tencent.Output(Response: Tencent.failure(error, id)))
            : try? JSONOutput.encode(
                Aliyun.Output(Code: error.code, Message: error.message, RequestId: id)
            )
        return .json(output ?? [], status: isTencent ? .ok : .internalServerError)
    }
}
