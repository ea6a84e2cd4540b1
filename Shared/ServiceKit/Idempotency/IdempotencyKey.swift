import Basics
import Crypto
import HTTP

/// The `Idempotency-Key` of a request: whoever sends it again, with the same body, gets the answer
/// that it had the first time.
struct IdempotencyKey: Sendable {
    /// Whose key it is, where: nobody meets another one's.
    let scope: Bytes
    /// What was asked for; another body under the same key is a mistake of the client's.
    let fingerprint: Bytes

    static let header = "Idempotency-Key"
    private static let longest = 128

    /// Why there is no key.
    enum Problem: Error {
        /// The field is not one text of 1 to 128 printable characters.
        case malformed
    }

    /// The key of a request to an endpoint; nil without one.
    init?(
        _ request: Request,
        _ parameters: Parameters,
        of caller: String,
        at route: String
    ) throws(Problem) {
        guard let key = request.headers.octets(Self.header) else { return nil }
        guard request.headers.count(of: Self.header) == 1, (1...Self.longest).contains(key.count),
            key.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw .malformed }
        let name = "\(caller)\n\(route)\n\(String(decoding: key, as: UTF8.self))"
        scope = SHA256.hash(Bytes(name.utf8))
        fingerprint = SHA256.hash(parameters.canonical)
    }
}
