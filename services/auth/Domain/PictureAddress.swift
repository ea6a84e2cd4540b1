import Basics

/// The address of a picture that others can open, too.
///
/// Phones name files of their own in the same way (`wxfile://…`, `http://tmp/…`,
/// `http://127.0.0.1:…/__tmp__/…`), scripts send `undefined`, and `javascript:` is nobody's picture.
package enum PictureAddress {
    /// Octets of the longest that is kept.
    package static let longest = 1000

    /// Whether it is `http` or `https`, with a host that has a name in the net.
    package static func isOpenToAll(_ text: String) -> Bool {
        let octets = Bytes(text.utf8)
        guard octets.allSatisfy({ $0 > 0x20 && $0 != 0x7f }), let rest = behindScheme(octets)
        else { return false }
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        let path = rest.dropFirst(authority.count)
        guard !path.starts(with: "/__tmp__/".utf8) else { return false }
        return isHost(authority)
    }

    private static func behindScheme(_ octets: Bytes) -> ArraySlice<UInt8>? {
        for scheme in ["https://", "http://"] {
            let start = octets.prefix(scheme.utf8.count).map(lowercased)
            if start.elementsEqual(scheme.utf8) { return octets.dropFirst(scheme.utf8.count) }
        }
        return nil
    }

    /// Labels with a dot between them, and a port at most. `tmp` and `usr` are the phone's own, a name
    /// before an `@` is somebody's trick.
    private static func isHost(_ authority: ArraySlice<UInt8>) -> Bool {
        let parts = authority.split(
            separator: UInt8(ascii: ":"),
            omittingEmptySubsequences: false
        )
        guard let host = parts.first, parts.count <= 2 else { return false }
        if parts.count == 2 {
            guard let port = DecimalDigits.value(of: parts[1]), (1...65_535).contains(port) else {
                return false
            }
        }
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        (1...63).contains(label.count)
            && label.allSatisfy { octet in
                switch lowercased(octet) {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
                    true
                default: false
                }
            }
    }

    private static func lowercased(_ octet: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) ? octet | 0x20 : octet
    }
}
