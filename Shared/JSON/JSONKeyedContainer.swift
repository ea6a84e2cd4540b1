/// The members of an object.
struct JSONKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: JSONSink
    let place: JSONPlace

    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.appendNull()
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        advance(to: key)
        return KeyedEncodingContainer(
            JSONKeyedContainer<NestedKey>(sink: sink, place: sink.open(isObject: true))
        )
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        advance(to: key)
        return JSONUnkeyedContainer(sink: sink, place: sink.open(isObject: false))
    }

    mutating func superEncoder() -> any Encoder {
        sink.refusedEncoder()
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        sink.refusedEncoder()
    }

    private func advance(to key: Key) {
        do {
            try sink.advance(in: place, key: key)
        } catch {
            sink.note(error)
        }
    }

    mutating func encode(_ value: Bool, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(value)
    }

    mutating func encode(_ value: String, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(value)
    }

    mutating func encode(_ value: Double, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        try sink.append(value)
    }

    mutating func encode(_ value: Float, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        try sink.append(value)
    }

    mutating func encode(_ value: Int, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int8, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int16, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int32, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int64, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt8, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt16, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt32, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt64, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        sink.append(integer: value)
    }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        try sink.advance(in: place, key: key)
        try sink.append(value)
    }
}
