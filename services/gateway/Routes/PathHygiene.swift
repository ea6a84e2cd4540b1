/// Which paths mean the same to everybody who reads them.
enum PathHygiene {
    /// False for empty, `.` and `..` segments, backslashes, parameters (`;`), and percent codes
    /// for what would change the path's shape, or that are coded twice.
    static func isClean(_ path: ArraySlice<UInt8>) -> Bool {
        guard path.first == UInt8(ascii: "/") else { return false }
        var segment = path.startIndex + 1
        for index in path.indices.dropFirst() where path[index] == UInt8(ascii: "/") {
            guard isSegment(path[segment..<index]) else { return false }
            segment = index + 1
        }
        // The last one may be empty: a final slash, or the root.
        return segment == path.endIndex || isSegment(path[segment...])
    }

    private static func isSegment(_ segment: ArraySlice<UInt8>) -> Bool {
        guard !segment.isEmpty, !segment.allSatisfy({ $0 == UInt8(ascii: ".") }) else {
            return false
        }
        var index = segment.startIndex
        while index < segment.endIndex {
            switch segment[index] {
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), 0...0x20, 0x7F...0xFF: return false
            case UInt8(ascii: "%"):
                guard let octet = decoded(segment[(index + 1)...]), isHarmless(octet) else {
                    return false
                }
                index += 3
            default: index += 1
            }
        }
        return true
    }

    private static func decoded(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count >= 2, let high = worth(digits[digits.startIndex]),
            let low = worth(digits[digits.startIndex + 1])
        else { return nil }
        return high << 4 | low
    }

    private static func worth(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// What may stand there in code: nothing that parts, shortens or codes a path.
    private static func isHarmless(_ octet: UInt8) -> Bool {
        switch octet {
        case 0..<0x20, 0x7F: false
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "."), UInt8(ascii: "%"),
            UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "#"):
            false
        default: true
        }
    }
}
