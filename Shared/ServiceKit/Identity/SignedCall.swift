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
    public var requestID: ArraySlice<UInt8>
    /// `X-Kumquat-Timestamp`.
    public var timestamp: ArraySlice<UInt8>
    /// `X-Kumquat-Identity`.
    public var identity: ArraySlice<UInt8>
    /// `X-Kumquat-Operator`; empty on all calls but those of the back office.
    public var administrator: ArraySlice<UInt8>
    /// The whole body, on `/internal/` only: elsewhere bodies stream past.
    public var body: Bytes?

    /// A call of its parts.
    public init(
        method: Method,
        target: ArraySlice<UInt8>,
        requestID: ArraySlice<UInt8>,
        timestamp: ArraySlice<UInt8>,
        identity: ArraySlice<UInt8>,
        administrator: ArraySlice<UInt8> = [],
        body: Bytes? = nil
    ) {
        self.method = method
        self.target = target
        self.requestID = requestID
        self.timestamp = timestamp
        self.identity = identity
        self.administrator = administrator
        self.body = body
    }

    /// A call of its parts, as texts.
    public init(
        method: Method,
        target: ArraySlice<UInt8>,
        requestID: String,
        timestamp: String,
        identity: String,
        administrator: String = "",
        body: Bytes? = nil
    ) {
        self.init(
            method: method,
            target: target,
            requestID: Bytes(requestID.utf8)[...],
            timestamp: Bytes(timestamp.utf8)[...],
            identity: Bytes(identity.utf8)[...],
            administrator: Bytes(administrator.utf8)[...],
            body: body
        )
    }

    /// Whether the body is signed, too.
    public static func signsBody(of path: ArraySlice<UInt8>) -> Bool {
        path.starts(with: internalPrefix)
    }

    private static let internalPrefix = Bytes("/internal/".utf8)

    /// Version, method, target, request id, timestamp, identity, the operator behind `operator:` if
    /// there is one and, if signed, the lower-case hex SHA-256 of the body, each on a line.
    var text: Bytes {
        let lineEnd = UInt8(ascii: "\n")
        var text: Bytes = []
        text.reserveCapacity(192 + target.count + requestID.count + identity.count)
        text.append(UInt8(ascii: "1"))
        text.append(lineEnd)
        text.append(contentsOf: method.description.utf8)
        text.append(lineEnd)
        text.append(contentsOf: target)
        text.append(lineEnd)
        text.append(contentsOf: requestID)
        text.append(lineEnd)
        text.append(contentsOf: timestamp)
        text.append(lineEnd)
        text.append(contentsOf: identity)
        if !administrator.isEmpty {
            text.append(lineEnd)
            text.append(contentsOf: "operator:".utf8)
            text.append(contentsOf: administrator)
        }
        if let body {
            text.append(lineEnd)
            text.append(contentsOf: Hex.encode(SHA256.hash(body)).utf8)
        }
        return text
    }
}
