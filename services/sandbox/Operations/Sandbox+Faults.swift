import Basics
import HTTP
import JSON
import ServiceKit
import Storage

extension Sandbox {
    /// The fault that a call is to meet, once less: one at its very path, at its route
    /// (`/v3/refund/domestic/refunds/{out_refund_no}`), or at a beginning with a star. Callbacks
    /// are calls too: `callback:payment` of `callback`.
    func takeFault(at path: String, of route: String? = nil) async throws -> Fault? {
        let route = route ?? path
        let isAny = try await database.read {
            try !FaultStore($0).all(at: path, of: route).isEmpty
        }
        guard isAny else { return nil }
        let fault = try await database.write { try FaultStore($0).take(at: path, of: route) }
        if let fault { RequestTrace.current?.meet(fault) }
        return fault
    }

    /// The answer where nothing is to be done at all, `errcode` in the words of the app endpoints.
    func answer(before fault: Fault?) async -> Response? {
        await answer(before: fault) { .json(body(of: WeChatError(code: $0.errcode))) }
    }

    /// The answer where nothing is to be done at all; `refusal` is the one to `errcode`.
    func answer(before fault: Fault?, refusal: (Fault) -> Response) async -> Response? {
        guard let fault else { return nil }
        switch fault.kind {
        case .timeout:
            await pause(fault)
            return .dropped
        case .dropBefore: return .dropped
        case .http500: return .text("Internal Server Error", status: .internalServerError)
        case .errcode: return refusal(fault)
        default: return nil
        }
    }

    /// What becomes of the answer to what was done.
    func answer(_ response: Response, after fault: Fault?) async -> Response {
        guard let fault else { return response }
        switch fault.kind {
        case .slow: await pause(fault)
        case .dropAfter: return .dropped
        default: break
        }
        return response
    }

    /// `{"errcode":…,"errmsg":"… rid: …"}`.
    func body(of error: WeChatError) -> Bytes {
        var body = JSONWriter()
        body.beginObject()
        body.key("errcode")
        body.integer(error.code)
        body.key("errmsg")
        body.string("\(error.text) rid: \(rid())")
        body.endObject()
        return body.bytes
    }

    /// Three groups of eight digits, the first of them the time.
    func rid() -> String {
        let seconds = UInt32(truncatingIfNeeded: clock.now.seconds)
        let time = (0..<4).map { UInt8(truncatingIfNeeded: seconds >> (24 - 8 * $0)) }
        return [time, random.bytes(4), random.bytes(4)].map { Hex.encode($0) }
            .joined(separator: "-")
    }

    /// In real time: whoever waits does not live by the domain's.
    private func pause(_ fault: Fault) async {
        try? await Task.sleep(for: .milliseconds(fault.milliseconds))
    }
}
