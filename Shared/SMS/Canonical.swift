import Basics
import Crypto

/// What both ways to sign have in common.
enum Canonical {
    /// Hexadecimal SHA-256.
    static func hash(_ octets: Bytes) -> String {
        Hex.encode(SHA256.hash(octets))
    }

    /// Without blanks at both ends.
    static func trimmed(_ text: String) -> String {
        var octets = Bytes(text.utf8)[...]
        while let first = octets.first, first == 0x20 || first == 0x09 { octets.removeFirst() }
        while let last = octets.last, last == 0x20 || last == 0x09 { octets.removeLast() }
        return String(decoding: octets, as: UTF8.self)
    }
}

extension CivilZone {
    /// What both providers count days and moments in.
    static let utc = CivilZone(offsetSeconds: 0)
}
