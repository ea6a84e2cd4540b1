import Basics

/// Reads by recursive descent over octets; the input is handed along, since a span cannot be kept.
struct JSONReader {
    var position = 0
    /// Levels of nesting still allowed.
    var depth: Int
    let strictness: JSON.Strictness

    init(depth: Int, strictness: JSON.Strictness) {
        self.depth = depth
        self.strictness = strictness
    }

    /// The value of the whole input.
    mutating func text(_ input: Span<UInt8>) throws(JSONError) -> JSONValue {
        let value = try value(input)
        skipWhiteSpace(input)
        guard position == input.count else { throw failure("text after the value") }
        return value
    }

    mutating func value(_ input: Span<UInt8>) throws(JSONError) -> JSONValue {
        skipWhiteSpace(input)
        guard position < input.count else { throw failure("a value is missing") }
        switch input[position] {
        case UInt8(ascii: "\""):
            return .string(try string(input))
        case UInt8(ascii: "{"):
            return .object(try object(input))
        case UInt8(ascii: "["):
            return .array(try array(input))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number(input)
        case UInt8(ascii: "t"):
            try literal("true", input)
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false", input)
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null", input)
            return .null
        default:
            throw failure("not a value")
        }
    }

    private mutating func array(_ input: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        try enter()
        defer { depth += 1 }
        var values: [JSONValue] = []
        skipWhiteSpace(input)
        if take(UInt8(ascii: "]"), input) { return values }
        while true {
            values.append(try value(input))
            skipWhiteSpace(input)
            if take(UInt8(ascii: "]"), input) { return values }
            guard take(UInt8(ascii: ","), input) else { throw failure("expected , or ]") }
        }
    }

    private mutating func object(_ input: Span<UInt8>) throws(JSONError) -> JSONObject {
        try enter()
        defer { depth += 1 }
        var names = JSONNames()
        var members: [(name: String, value: JSONValue)] = []
        skipWhiteSpace(input)
        if take(UInt8(ascii: "}"), input) { return JSONObject(members) }
        while true {
            skipWhiteSpace(input)
            let start = position
            guard start < input.count, input[start] == UInt8(ascii: "\"") else {
                throw failure("a name is missing")
            }
            let name = try string(input)
            guard names.insert(name, beside: members) else {
                throw JSONError("a name comes twice", at: start)
            }
            skipWhiteSpace(input)
            guard take(UInt8(ascii: ":"), input) else { throw failure("expected :") }
            members.append((name, try value(input)))
            skipWhiteSpace(input)
            if take(UInt8(ascii: "}"), input) { return JSONObject(members) }
            guard take(UInt8(ascii: ","), input) else { throw failure("expected , or }") }
        }
    }

    private mutating func enter() throws(JSONError) {
        guard depth > 0 else { throw failure("nested too deeply") }
        depth -= 1
        position += 1
    }

    private mutating func literal(
        _ word: StaticString,
        _ input: Span<UInt8>
    ) throws(JSONError) {
        let length = word.utf8CodeUnitCount
        guard position + length <= input.count else { throw failure("not a value") }
        let same = word.withUTF8Buffer { letters in
            letters.indices.allSatisfy { unsafe letters[$0] == input[position + $0] }
        }
        guard same else { throw failure("not a value") }
        position += length
    }

    private mutating func take(_ octet: UInt8, _ input: Span<UInt8>) -> Bool {
        guard position < input.count, input[position] == octet else { return false }
        position += 1
        return true
    }

    private mutating func skipWhiteSpace(_ input: Span<UInt8>) {
        while position < input.count {
            switch input[position] {
            case 0x20, 0x09, 0x0a, 0x0d: position += 1
            default: return
            }
        }
    }

    func failure(_ reason: String) -> JSONError {
        JSONError(reason, at: position)
    }
}
