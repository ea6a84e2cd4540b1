/// Classes of octets in RFC 9110 and RFC 3986.
///
/// A class is two words of bits, one bit for each ASCII octet: a test is a shift, without a table
/// in memory and without a bounds check.
struct OctetClass: Sendable {
    private let low: UInt64
    private let high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    @inline(__always)
    func contains(_ octet: UInt8) -> Bool {
        let word = octet < 64 ? low : high
        return octet < 128 && (word >> UInt64(octet & 63)) & 1 == 1
    }
}

extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let colon: UInt8 = 0x3A
    static let slash: UInt8 = 0x2F

    /// `tchar` of RFC 9110, 5.6.2: what method and field names are made of.
    @inline(__always)
    var isTokenCharacter: Bool {
        // !#$%&'*+-.0-9 and A-Z^_`a-z|~
        OctetClass(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE).contains(self)
    }

    /// An octet of a field value (RFC 9110, 5.5): visible, space, tab or obs-text.
    @inline(__always)
    var isFieldValueCharacter: Bool {
        (self >= 0x20 && self != 0x7F) || self == .tab
    }

    /// An octet of a request target: visible ASCII without `#`, which ends a URI, and `\`, which
    /// some read as a slash. Quotes, braces and the like are let through: people type them.
    @inline(__always)
    var isTargetCharacter: Bool {
        self > 0x20 && self < 0x7F && self != UInt8(ascii: "#") && self != UInt8(ascii: "\\")
    }

    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }

    /// The worth of a hexadecimal digit; nil when it is none.
    @inline(__always)
    var hexWorth: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }

    /// The octet with `A`…`Z` made small; all others are themselves.
    @inline(__always)
    var lowercasedASCII: UInt8 {
        self &- 0x41 < 26 ? self | 0x20 : self
    }
}
