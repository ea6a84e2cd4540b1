public import Basics

/// The strict reader of JSON texts (RFC 8259): UTF-8 without a byte order mark, no duplicate
/// members, no lone surrogates, whole numbers exact, nesting bounded.
public enum JSON {
    /// How closely the rules are kept.
    public enum Strictness: Sendable {
        /// RFC 8259 to the letter.
        case strict
        /// Raw control characters in strings are taken, and half a surrogate pair reads as U+FFFD.
        /// For what a party sends that we cannot mend; whoever reads so cleans the texts.
        case tolerant
    }

    /// Most levels of arrays and objects that `maximumDepth` can allow; the reader recurses.
    public static let depthLimit = 256

    /// The value of one JSON text and nothing after it but white space.
    public static func parse(
        _ bytes: Bytes,
        maximumDepth: Int = 64,
        _ strictness: Strictness = .strict
    ) throws(JSONError) -> JSONValue {
        try parse(bytes.span, maximumDepth: maximumDepth, strictness)
    }

    /// The value of one JSON text and nothing after it but white space.
    public static func parse(
        _ bytes: ArraySlice<UInt8>,
        maximumDepth: Int = 64,
        _ strictness: Strictness = .strict
    ) throws(JSONError) -> JSONValue {
        try parse(bytes.span, maximumDepth: maximumDepth, strictness)
    }

    /// The value of one JSON text and nothing after it but white space.
    public static func parse(
        _ bytes: some Collection<UInt8>,
        maximumDepth: Int = 64,
        _ strictness: Strictness = .strict
    ) throws(JSONError) -> JSONValue {
        try parse(Bytes(bytes).span, maximumDepth: maximumDepth, strictness)
    }

    private static func parse(
        _ input: Span<UInt8>,
        maximumDepth: Int,
        _ strictness: Strictness
    ) throws(JSONError) -> JSONValue {
        var reader = JSONReader(depth: min(maximumDepth, depthLimit), strictness: strictness)
        return try reader.text(input)
    }
}
