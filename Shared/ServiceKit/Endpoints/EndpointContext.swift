import Basics
import HTTP

/// What every endpoint of a process is answered with: keys, real time, the log.
struct EndpointContext: Sendable {
    let authentication: RequestAuthentication
    let log: Logger
    let random: RandomSource
    /// Nil in a process that keeps no answers.
    var idempotency: Idempotency?

    /// The request id that came along, or a new one where none or a strange one did.
    func requestID(of request: Request) -> String {
        if let given = request.headers.octets(InternalHeader.requestID), !given.isEmpty,
            given.count <= 128, given.allSatisfy({ (0x21...0x7e).contains($0) })
        {
            return String(decoding: given, as: UTF8.self)
        }
        return Hex.encode(random.bytes(16))
    }
}
