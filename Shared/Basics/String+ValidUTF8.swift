extension String {
    /// The text of octets in UTF-8 (RFC 3629), nil for what is none: what
    /// `UTF8Span(validating:)` says, at half its cost for Chinese.
    public init?(validUTF8 octets: Span<UInt8>) {
        let raw = unsafe octets.bytes
        guard let isASCII = UTF8Check.isASCII(raw) else { return nil }
        // Looked through just now.
        self.init(copying: unsafe UTF8Span(unchecked: octets, isKnownASCII: isASCII))
    }
}

/// Whether octets are UTF-8: sixteen or eight of ASCII in one step, else a scalar in each.
private enum UTF8Check {
    /// Whether all are ASCII; nil when they are no UTF-8.
    static func isASCII(_ octets: RawSpan) -> Bool? {
        var isASCII = true
        var index = 0
        while index < octets.byteCount {
            if octets.hasASCII(at: index, 16) {
                index &+= 16
            } else if octets.hasASCII(at: index, 8) {
                index &+= 8
            } else if octets.octet(index) < 0x80 {
                index &+= 1
            } else {
                isASCII = false
                index = skipTriples(octets, from: index)
                let length = scalarLength(octets, at: index)
                guard length > 0 else { return index == octets.byteCount ? false : nil }
                index += length
            }
        }
        return isASCII
    }

    /// Skips what is written in three octets, as Chinese is, but for those that begin with 0xe0 or
    /// 0xed: some of them are none.
    private static func skipTriples(_ octets: RawSpan, from start: Int) -> Int {
        var index = start
        while index &+ 4 <= octets.byteCount {
            let four = unsafe octets.unsafeLoadUnaligned(
                fromUncheckedByteOffset: index,
                as: UInt32.self
            ).littleEndian
            guard four & 0x00c0_c0f0 == 0x0080_80e0, four & 0xff != 0xe0, four & 0xff != 0xed
            else { break }
            index &+= 3
        }
        return index
    }

    /// The length of the scalar at a place, 0 when there is none (table 3-7 of the Unicode
    /// standard).
    private static func scalarLength(_ octets: RawSpan, at index: Int) -> Int {
        let left = octets.byteCount - index
        guard left > 0 else { return 0 }
        let first = octets.octet(index)
        if first < 0x80 { return 1 }
        guard left > 1 else { return 0 }
        let second = octets.octet(index + 1)
        let bounds: ClosedRange<UInt8> =
            switch first {
            case 0xe0: 0xa0...0xbf
            case 0xed: 0x80...0x9f
            case 0xf0: 0x90...0xbf
            case 0xf4: 0x80...0x8f
            default: 0x80...0xbf
            }
        let length =
            switch first {
            case 0xc2...0xdf: 2
            case 0xe0...0xef: 3
            case 0xf0...0xf4: 4
            default: 0
            }
        guard length > 0, length <= left, bounds.contains(second) else { return 0 }
        for place in 2..<max(length, 2) where octets.octet(index + place) & 0xc0 != 0x80 {
            return 0
        }
        return length
    }
}

extension RawSpan {
    fileprivate func octet(_ index: Int) -> UInt8 {
        unsafe unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    /// Whether so many are there and ASCII: 16 or 8.
    fileprivate func hasASCII(at index: Int, _ count: Int) -> Bool {
        guard index &+ count <= byteCount else { return false }
        let first = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
        let last = unsafe unsafeLoadUnaligned(
            fromUncheckedByteOffset: index &+ count &- 8,
            as: UInt64.self
        )
        return (first | last) & 0x8080_8080_8080_8080 == 0
    }
}
