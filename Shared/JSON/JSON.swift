public import Basics

/// The strict reader of JSON texts (RFC 8259): UTF-8 without a byte order mark, no duplicate
/// members, no lone surrogates, whole numbers exact, nesting bounded.
public enum JSON {
    /// Most levels of arrays and objects that `maximumDepth` can allow; the reader recurses.
    public static let depthLimit = 256

    /// The value of one JSON text and nothing after it but white space.
    public static func parse(
        _ bytes: Bytes,
        maximumDepth: Int = 64
    ) throws(JSONError) -> JSONValue {
        try parse(bytes.span, maximumDepth: maximumDepth)
    }

    /// The value of one JSON text and nothing after it but white space.
    public static func parse(
        _ bytes: ArraySlice<UInt8>,
        maximumDepth: Int = 64
    ) throws(JSONError) -> JSONValue {
        try parse(bytes.span, maximumDepth: maximumDepth)
    }

    /// The value of one JSON text and nothing after it but white space.
    public static func parse(
        _ bytes: some Collection<UInt8>,
        maximumDepth: Int = 64
    ) throws(JSONError) -> JSONValue {
        try parse(Bytes(bytes).span, maximumDepth: maximumDepth)
    }

    private static func parse(
        _ input: Span<UInt8>,
        maximumDepth: Int
    ) throws(JSONError) -> JSONValue {
        var reader = JSONReader(depth: min(maximumDepth, depthLimit))
        return try reader.text(input)
    }
}
