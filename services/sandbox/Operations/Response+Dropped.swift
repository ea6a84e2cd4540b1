import Basics
import HTTP

extension Response {
    /// The end of the connection instead of an answer.
    static var dropped: Response {
        Response(.ok, body: .stream(length: nil, BrokenBody()), closes: true)
    }
}

/// A body that breaks before its first octet.
private final class BrokenBody: BodySource {
    func next() async throws(BodyFailure) -> Bytes? { throw .disconnected }
    func cancel() {}
}
