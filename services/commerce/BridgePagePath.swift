/// The page of a mini-program that a code opens.
enum BridgePagePath {
    private static let maximumBytes = 128

    /// Whether it can be one: `pages/severs/index/index`, without a slash before it.
    static func isOne(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        return (1...maximumBytes).contains(octets.count) && octets[0] != UInt8(ascii: "/")
            && octets.allSatisfy { octet in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
                    || octet == UInt8(ascii: "/") || octet == UInt8(ascii: "-")
                    || octet == UInt8(ascii: "_")
            }
    }
}
