public import Basics

/// `Decodable` values out of JSON that ``JSON`` reads: the way back from ``JSONOutput``.
///
/// A number has to fit its type exactly; `superDecoder` throws `DecodingError`. Members that the
/// type does not know are passed over.
public struct JSONInput {
    /// Has nothing to set; the functions are all there is.
    public init() {}

    /// The value that the octets hold.
    /// - Throws: `JSONError` for what is no JSON, `DecodingError` for what is not of the type.
    public static func decode<Value: Decodable>(
        _ type: Value.Type,
        from bytes: Bytes
    ) throws -> Value {
        try decode(type, from: JSON.parse(bytes))
    }

    /// The value of a type that stands in a JSON value.
    /// - Throws: `DecodingError` for what is not of the type.
    public static func decode<Value: Decodable>(
        _ type: Value.Type,
        from json: JSONValue
    ) throws -> Value {
        try Value(from: JSONValueDecoder(value: json, codingPath: []))
    }
}
