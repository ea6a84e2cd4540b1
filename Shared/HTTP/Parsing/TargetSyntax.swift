/// What a request target may be made of (RFC 9112, 3.2; RFC 3986).
enum TargetSyntax {
    /// `/` first, visible ASCII without `#` and `\`, and two hexadecimal digits after every `%`.
    static func isOriginForm(_ octets: Span<UInt8>) -> Bool {
        guard !octets.isEmpty, octets[0] == .slash else { return false }
        return isWellFormed(octets)
    }

    /// Visible ASCII without `#` and `\`, and two hexadecimal digits after every `%`.
    static func isWellFormed(_ octets: Span<UInt8>) -> Bool {
        var index = 0
        while index < octets.count {
            guard octets[index].isTargetCharacter else { return false }
            if octets[index] == UInt8(ascii: "%") {
                guard index + 2 < octets.count, octets[index + 1].hexWorth != nil,
                    octets[index + 2].hexWorth != nil
                else { return false }
            }
            index += 1
        }
        return true
    }
}
