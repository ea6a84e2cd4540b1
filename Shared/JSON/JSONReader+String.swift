import Basics

extension JSONReader {
    /// Reads a string from its first quote to its last.
    mutating func string(_ input: Span<UInt8>) throws(JSONError) -> String {
        position += 1
        let start = position
        while position < input.count {
            switch input[position] {
            case UInt8(ascii: "\""):
                let text = try validated(input.extracting(start..<position), at: start)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                return try escapedString(input, from: start)
            case 0..<0x20 where strictness == .strict:
                throw failure("a control character in a string")
            default:
                position += 1
            }
        }
        throw failure("a string does not end")
    }

    /// The slower way, taken from the first escape on.
    private mutating func escapedString(
        _ input: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> String {
        var octets: Bytes = []
        for index in start..<position { octets.append(input[index]) }
        while position < input.count {
            let octet = input[position]
            position += 1
            switch octet {
            case UInt8(ascii: "\""):
                return try validated(octets.span, at: start)
            case UInt8(ascii: "\\"):
                try escape(input, into: &octets)
            case 0..<0x20 where strictness == .strict:
                throw failure("a control character in a string")
            default:
                octets.append(octet)
            }
        }
        throw failure("a string does not end")
    }

    private mutating func escape(
        _ input: Span<UInt8>,
        into octets: inout Bytes
    ) throws(JSONError) {
        guard position < input.count else { throw failure("a string does not end") }
        let octet = input[position]
        position += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): octets.append(octet)
        case UInt8(ascii: "b"): octets.append(0x08)
        case UInt8(ascii: "f"): octets.append(0x0c)
        case UInt8(ascii: "n"): octets.append(0x0a)
        case UInt8(ascii: "r"): octets.append(0x0d)
        case UInt8(ascii: "t"): octets.append(0x09)
        case UInt8(ascii: "u"): octets.append(contentsOf: try scalar(input).utf8Octets)
        default: throw failure("no such escape")
        }
    }

    /// Reads what follows `\u`, and the second half of a pair of surrogates.
    private mutating func scalar(_ input: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit(input)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let afterFirst = position
        guard first < 0xdc00, position + 1 < input.count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u")
        else { return try lone(before: afterFirst) }
        position += 2
        let second = try codeUnit(input)
        guard (0xdc00...0xdfff).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { return try lone(before: afterFirst) }
        return scalar
    }

    /// What stands for half a pair where that is borne: a name was cut in the middle of an emoji.
    private mutating func lone(before next: Int) throws(JSONError) -> Unicode.Scalar {
        guard strictness == .tolerant else { throw failure("half a surrogate pair") }
        position = next
        return "\u{fffd}"
    }

    private mutating func codeUnit(_ input: Span<UInt8>) throws(JSONError) -> UInt32 {
        guard position + 4 <= input.count else { throw failure("a string does not end") }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Hex.value(of: input[position]) else {
                throw failure("not a hexadecimal digit")
            }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    private func validated(
        _ octets: Span<UInt8>,
        at start: Int
    ) throws(JSONError) -> String {
        guard let text = String(validUTF8: octets) else {
            throw JSONError("not UTF-8", at: start)
        }
        return text
    }
}

extension Unicode.Scalar {
    fileprivate var utf8Octets: Unicode.UTF8.EncodedScalar {
        // No scalar is without an encoding in UTF-8.
        Unicode.UTF8.encode(self) ?? Unicode.UTF8.encodedReplacementCharacter
    }
}
