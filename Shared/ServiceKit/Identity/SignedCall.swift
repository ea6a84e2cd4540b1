public import Basics
import Crypto
public import HTTP

/// What a signature between our processes covers. A header value has no line end, so the lines
/// cannot be shifted into each other.
public struct SignedCall: Sendable {
    /// The request's method.
    public var method: Method
    /// Path and query, as in the request line.
    public var target: ArraySlice<UInt8>
    /// `X-Request-Id`.
    public var requestID: String
    /// `X-Kumquat-Timestamp`.
    public var timestamp: String
    /// `X-Kumquat-Identity`.
    public var identity: String
    /// The whole body, on `/internal/` only: elsewhere bodies stream past.
    public var body: Bytes?

    /// A call of its parts.
    public init(
        method: Method,
        target: ArraySlice<UInt8>,
        requestID: String,
        timestamp: String,
        identity: String,
        body: Bytes? = nil
    ) {
        self.method = method
        self.target = target
        self.requestID = requestID
        self.timestamp = timestamp
        self.identity = identity
        self.body = body
    }

    /// Whether the body is signed, too.
    public static func signsBody(of path: ArraySlice<UInt8>) -> Bool {
        path.starts(with: internalPrefix)
    }

    private static let internalPrefix = Bytes("/internal/".utf8)

    /// Version, method, target, request id, timestamp, identity and, if signed, the lower-case hex
    /// SHA-256 of the body, each on a line.
    var text: Bytes {
        var text: Bytes = []
        text.reserveCapacity(192 + target.count + identity.utf8.count)
        text.append(contentsOf: "1\n".utf8)
        text.append(contentsOf: method.description.utf8)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: target)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: requestID.utf8)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: timestamp.utf8)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: identity.utf8)
        if let body {
            text.append(UInt8(ascii: "\n"))
            text.append(contentsOf: Hex.encode(SHA256.hash(body)).utf8)
        }
        return text
    }
}
