/// Finds the shape of a `Decodable` type by having it decode itself from nothing: whatever it asks
/// for is noted, and answered with some value of that kind.
struct SchemaDecoder: Decoder {
    /// What was noted, filled while the type decodes itself.
    final class Note {
        var schema = Schema.anything
        /// Whether the type has asked whether there is a null instead.
        var isNullable = false
    }

    let note: Note
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        note.schema = .object([])
        return KeyedDecodingContainer(KeyedSchemaContainer<Key>(note: note))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        note.schema = .list(.anything)
        return UnkeyedSchemaContainer(note: note)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        SingleSchemaContainer(note: note)
    }
}

extension Schema {
    /// The shape of what a type encodes to, where it decodes itself from the same.
    /// - Throws: What its `init(from:)` throws for a value of the right kind.
    public static func of<Value: Decodable>(_ type: Value.Type) throws -> Schema {
        try sample(of: type).schema
    }

    /// The shape of a type and some value of it.
    static func sample<Value: Decodable>(
        of type: Value.Type
    ) throws -> (schema: Schema, value: Value) {
        let note = SchemaDecoder.Note()
        let value = try Value(from: SchemaDecoder(note: note))
        return (note.isNullable ? .anyOf([note.schema, .null]) : note.schema, value)
    }
}

/// Values and shapes of the kinds that every container knows.
protocol SchemaScalar: Decodable {
    static var sampleSchema: Schema { get }
    static var sampleValue: Self { get }
}

extension String: SchemaScalar {
    static var sampleSchema: Schema { .text() }
    static var sampleValue: String { "" }
}

extension Bool: SchemaScalar {
    static var sampleSchema: Schema { .boolean }
    static var sampleValue: Bool { false }
}

extension Double: SchemaScalar {
    static var sampleSchema: Schema { .number }
    static var sampleValue: Double { 0 }
}

extension Int: SchemaScalar {
    static var sampleSchema: Schema { .integer() }
    static var sampleValue: Int { 0 }
}

extension Int64: SchemaScalar {
    static var sampleSchema: Schema { .integer() }
    static var sampleValue: Int64 { 0 }
}
