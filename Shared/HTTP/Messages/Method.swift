/// A request method: any token of RFC 9110, 9.1, case-sensitive.
public struct Method: Hashable, Sendable, CustomStringConvertible {
    /// Longer tokens are no methods here.
    static let maximumLength = 32

    private let token: String

    /// Takes any token of 1 to 32 octets; nil for everything else.
    public init?(token: some Collection<UInt8>) {
        let length = token.count
        guard length > 0, length <= Self.maximumLength,
            token.allSatisfy(\.isTokenCharacter)
        else { return nil }
        self.token = String(decoding: token, as: UTF8.self)
    }

    /// Takes what has been found to be a token already.
    init(validated token: String) {
        self.token = token
    }

    /// Whether a body says nothing about what is asked for (RFC 9110, 9.3.1 and 9.3.2).
    public var ignoresBody: Bool { self == .get || self == .head }

    /// The method's name, as on the wire.
    public var description: String { token }

    /// `GET`.
    public static let get = Method(validated: "GET")
    /// `HEAD`.
    public static let head = Method(validated: "HEAD")
    /// `POST`.
    public static let post = Method(validated: "POST")
    /// `PUT`.
    public static let put = Method(validated: "PUT")
    /// `PATCH`.
    public static let patch = Method(validated: "PATCH")
    /// `DELETE`.
    public static let delete = Method(validated: "DELETE")
    /// `OPTIONS`.
    public static let options = Method(validated: "OPTIONS")
}
