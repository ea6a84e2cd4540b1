/// An object: each key that is asked for is a member.
struct KeyedSchemaContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let note: SchemaDecoder.Note
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoded(type, key, isRequired: true)
    }

    func decodeIfPresent<Value: Decodable>(
        _ type: Value.Type,
        forKey key: Key
    ) throws -> Value? {
        try decoded(type, key, isRequired: false)
    }

    // Each kind of scalar asks in a way of its own, which would fall back to `decode`.

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try decoded(type, key, isRequired: false)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try decoded(type, key, isRequired: false)
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try decoded(type, key, isRequired: false)
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try decoded(type, key, isRequired: false)
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try decoded(type, key, isRequired: false)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw SchemaUnknown()
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SchemaUnknown()
    }

    func superDecoder() throws -> any Decoder { throw SchemaUnknown() }

    func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaUnknown() }

    private func decoded<Value: Decodable>(
        _ type: Value.Type,
        _ key: Key,
        isRequired: Bool
    ) throws -> Value {
        let (schema, value) = try Schema.sample(of: type)
        guard case .object(let members) = note.schema else { throw SchemaUnknown() }
        let member = SchemaMember(key.stringValue, schema, isRequired: isRequired)
        note.schema = .object(members + [member])
        return value
    }
}

/// A list of which one element is asked for.
struct UnkeyedSchemaContainer: UnkeyedDecodingContainer {
    let note: SchemaDecoder.Note
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }
    var currentIndex = 0

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let (schema, value) = try Schema.sample(of: type)
        note.schema = .list(schema)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw SchemaUnknown()
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SchemaUnknown()
    }

    mutating func superDecoder() throws -> any Decoder { throw SchemaUnknown() }
}

/// A value by itself.
struct SingleSchemaContainer: SingleValueDecodingContainer {
    let note: SchemaDecoder.Note
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool {
        note.isNullable = true
        return false
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let scalar = type as? any SchemaScalar.Type, let value = scalar.sampleValue as? Value
        else {
            // Other numbers ask for themselves, again and again.
            guard !(type is any Numeric.Type) else { throw SchemaUnknown() }
            let (schema, value) = try Schema.sample(of: type)
            note.schema = schema
            return value
        }
        note.schema = scalar.sampleSchema
        return value
    }
}

/// A type that decodes itself in a way of which no shape can be read.
struct SchemaUnknown: Error {}
