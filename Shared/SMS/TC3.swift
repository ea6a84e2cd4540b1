public import Basics
import Crypto

/// Tencent Cloud's TC3-HMAC-SHA256, for whoever signs and whoever checks.
public struct TC3: Sendable {
    /// `sms`, `cvm`, …
    public let service: String
    /// Of the request, in seconds; its day in UTC is part of the key.
    public let timestamp: Int64
    /// The headers that are signed, in the order of their names: names in lower case, values as sent.
    public let headers: [(name: String, value: String)]

    public static let algorithm = "TC3-HMAC-SHA256"

    /// Content type and host have to be among the headers.
    public init(service: String, timestamp: Int64, headers: [(name: String, value: String)]) {
        self.service = service
        self.timestamp = timestamp
        self.headers = headers
    }

    /// The names of the signed headers.
    public var signedHeaders: String { headers.map(\.name).joined(separator: ";") }

    /// Day, service and what it is for.
    public var scope: String { "\(date)/\(service)/tc3_request" }

    /// What is signed of a `POST /` with that body.
    public func canonicalRequest(_ body: Bytes) -> String {
        let lines = headers.map {
            "\($0.name):\(Canonical.trimmed($0.value).lowercased())\n"
        }
        return "POST\n/\n\n\(lines.joined())\n\(signedHeaders)\n\(Canonical.hash(body))"
    }

    /// The signature under a `SecretKey`.
    public func signature(_ body: Bytes, secret: String) -> String {
        let text =
            "\(Self.algorithm)\n\(timestamp)\n\(scope)\n"
            + Canonical.hash(Bytes(canonicalRequest(body).utf8))
        var key = Bytes("TC3\(secret)".utf8)
        for part in [date, service, "tc3_request", text] {
            key = HMAC.sha256(key: key, Bytes(part.utf8))
        }
        return Hex.encode(key)
    }

    /// The whole `Authorization`.
    public func authorization(_ body: Bytes, keyID: String, secret: String) -> String {
        "\(Self.algorithm) Credential=\(keyID)/\(scope), SignedHeaders=\(signedHeaders), "
            + "Signature=\(signature(body, secret: secret))"
    }

    private var date: String { CivilZone.utc.day(at: UnixTime(seconds: timestamp)).text }
}
