/// `uri-host [ ":" port ]` of RFC 9110, 7.2, over RFC 3986, 3.2.2.
enum HostSyntax {
    /// A `reg-name` or IPv4 address: letters, digits, `-._~` and sub-delims without the comma,
    /// which would let two hosts pass for one. At least one octet, at most 255.
    static func isName(_ host: Span<UInt8>) -> Bool {
        guard !host.isEmpty, host.count <= 255 else { return false }
        for index in host.indices where !isNameCharacter(host[index]) { return false }
        return true
    }

    /// An IPv6 address without brackets and zone, by its characters: `inet_pton` has the last word
    /// where one is used.
    static func isIPv6(_ host: Span<UInt8>) -> Bool {
        guard host.count >= 2, host.count <= 45 else { return false }
        var colons = 0
        for index in host.indices {
            let octet = host[index]
            if octet == .colon {
                colons += 1
            } else if octet.hexWorth == nil && octet != UInt8(ascii: ".") {
                return false
            }
        }
        return colons >= 2 && colons <= 8
    }

    /// A host with an optional port of up to five digits.
    static func isAuthority(_ octets: Span<UInt8>) -> Bool {
        var host = octets
        if let colon = portColon(octets) {
            let port = octets.extracting((colon + 1)..<octets.count)
            guard isPort(port) else { return false }
            host = octets.extracting(0..<colon)
        }
        guard !host.isEmpty, host[0] == UInt8(ascii: "[") else { return isName(host) }
        guard host[host.count - 1] == UInt8(ascii: "]"), host.count > 2 else { return false }
        return isIPv6(host.extracting(1..<(host.count - 1)))
    }

    private static func portColon(_ octets: Span<UInt8>) -> Int? {
        var index = octets.count
        while index > 0 {
            index -= 1
            if octets[index] == .colon { return index }
            if octets[index] == UInt8(ascii: "]") { return nil }
        }
        return nil
    }

    /// Digits only; an empty port is allowed by RFC 3986 and means the default.
    private static func isPort(_ octets: Span<UInt8>) -> Bool {
        var value = 0
        guard octets.count <= 5 else { return false }
        for index in octets.indices {
            guard octets[index].isDigit else { return false }
            value = value * 10 + Int(octets[index] &- 0x30)
        }
        return value <= 65_535
    }

    private static func isNameCharacter(_ octet: UInt8) -> Bool {
        // A-Z a-z 0-9 - . _ ~ ! $ & ' ( ) * + ; =
        OctetClass(low: 0x2BFF_6FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE).contains(octet)
    }
}
