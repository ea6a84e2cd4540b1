import Basics

extension JSONReader {
    /// Longest spelling of a number, in octets; what is longer is refused.
    private static let numberOctets = 512

    /// Reads `[-] int [frac] [exp]` (RFC 8259, section 6).
    mutating func number(_ input: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = position
        let negative = input[position] == UInt8(ascii: "-")
        if negative { position += 1 }
        let firstDigit = position
        try digits(input)
        if input[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
            throw JSONError("a number starts with 0", at: firstDigit)
        }
        guard !isFraction(input) else { return try fraction(input, from: start) }
        // One digit less than the largest Int64 has: cannot overflow, and is the common case.
        guard position - firstDigit <= 18, !(negative && input[firstDigit] == UInt8(ascii: "0"))
        else { return try longInteger(input, from: start) }
        var value: Int64 = 0
        for index in firstDigit..<position {
            value = value * 10 + Int64(input[index] - UInt8(ascii: "0"))
        }
        return .integer(negative ? -value : value)
    }

    private mutating func fraction(
        _ input: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> JSONValue {
        if input[position] == UInt8(ascii: ".") {
            position += 1
            try digits(input)
        }
        if position < input.count, input[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < input.count,
                input[position] == UInt8(ascii: "+") || input[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            try digits(input)
        }
        return .number(try double(input, from: start))
    }

    private func longInteger(
        _ input: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> JSONValue {
        let spelling = try spelling(input, from: start)
        if let value = Int64(spelling), value != 0 { return .integer(value) }
        return .number(try double(input, from: start))
    }

    private func double(_ input: Span<UInt8>, from start: Int) throws(JSONError) -> Double {
        guard let value = Double(try spelling(input, from: start)), value.isFinite else {
            throw JSONError("a number out of range", at: start)
        }
        return value
    }

    private func spelling(_ input: Span<UInt8>, from start: Int) throws(JSONError) -> String {
        guard position - start <= Self.numberOctets else {
            throw JSONError("a number too long", at: start)
        }
        var octets: Bytes = []
        octets.reserveCapacity(position - start)
        for index in start..<position { octets.append(input[index]) }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Skips digits, of which there is at least one.
    private mutating func digits(_ input: Span<UInt8>) throws(JSONError) {
        let start = position
        while position < input.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(input[position])
        {
            position += 1
        }
        guard position > start else { throw failure("a digit is missing") }
    }

    private func isFraction(_ input: Span<UInt8>) -> Bool {
        guard position < input.count else { return false }
        return input[position] == UInt8(ascii: ".") || input[position] | 0x20 == UInt8(ascii: "e")
    }
}
