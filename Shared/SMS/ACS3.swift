public import Basics
import Crypto
import HTTP

/// Aliyun's ACS3-HMAC-SHA256, for whoever signs and whoever checks.
public struct ACS3: Sendable {
    public let method: String
    public let path: String
    /// Decoded names and values, in any order.
    public let query: [(name: String, value: String)]
    /// The headers that are signed, in the order of their names: names in lower case, values as sent.
    public let headers: [(name: String, value: String)]

    public static let algorithm = "ACS3-HMAC-SHA256"

    /// `host` and all `x-acs-…` have to be among the headers.
    public init(
        method: String = "POST",
        path: String = "/",
        query: [(name: String, value: String)],
        headers: [(name: String, value: String)]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// The names of the signed headers.
    public var signedHeaders: String { headers.map(\.name).joined(separator: ";") }

    /// The query as it is signed, and as it can be sent: sorted, and coded by RFC 3986.
    public var canonicalQuery: String {
        query
            .map { (PercentCoding.encode($0.name), PercentCoding.encode($0.value)) }
            .sorted { ExternalID($0.0) < ExternalID($1.0) }
            .map { "\($0)=\($1)" }
            .joined(separator: "&")
    }

    /// What is signed of a request with that body.
    public func canonicalRequest(_ body: Bytes) -> String {
        let lines = headers.map { "\($0.name):\(Canonical.trimmed($0.value))\n" }
        return "\(method)\n\(path)\n\(canonicalQuery)\n\(lines.joined())\n\(signedHeaders)\n"
            + Canonical.hash(body)
    }

    /// The signature under an `AccessKeySecret`.
    public func signature(_ body: Bytes, secret: String) -> String {
        let text = "\(Self.algorithm)\n" + Canonical.hash(Bytes(canonicalRequest(body).utf8))
        return Hex.encode(HMAC.sha256(key: Bytes(secret.utf8), Bytes(text.utf8)))
    }

    /// The whole `Authorization`.
    public func authorization(_ body: Bytes, keyID: String, secret: String) -> String {
        "\(Self.algorithm) Credential=\(keyID),SignedHeaders=\(signedHeaders),"
            + "Signature=\(signature(body, secret: secret))"
    }
}
