import Basics
import HTTP

/// What every interface of a process is answered with: keys, real time, the log.
struct Desk: Sendable {
    let admission: Admission
    let log: Logger
    let random: RandomSource

    /// The request id that came along, or a new one where none or a strange one did.
    func requestID(of request: Request) -> String {
        if let given = request.headers[InternalHeader.requestID], !given.isEmpty,
            given.utf8.count <= 128,
            given.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        {
            return given
        }
        return Hex.encode(random.bytes(16))
    }
}
