import Basics

/// A token as a key of a table. It is hashed by its end, the signature's: that tells good tokens
/// apart, and only good ones get in. Equal are tokens whose every octet is.
struct TokenKey: Hashable, Sendable {
    private static let hashedOctets = 24
    let octets: Bytes

    init(_ octets: Bytes) {
        self.octets = octets
    }

    func hash(into hasher: inout Hasher) {
        for octet in octets.suffix(Self.hashedOctets) { hasher.combine(octet) }
    }
}
