/// The elements of an array.
struct JSONUnkeyedContainer: UnkeyedEncodingContainer {
    let sink: JSONSink
    let place: JSONPlace
    private(set) var count = 0

    var codingPath: [any CodingKey] { [] }

    init(sink: JSONSink, place: JSONPlace) {
        self.sink = sink
        self.place = place
    }

    private mutating func ready() throws {
        try sink.advance(in: place)
        count += 1
    }

    mutating func encodeNil() throws {
        try ready()
        sink.appendNull()
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        advance()
        return KeyedEncodingContainer(
            JSONKeyedContainer<NestedKey>(sink: sink, place: sink.open(isObject: true))
        )
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        advance()
        return JSONUnkeyedContainer(sink: sink, place: sink.open(isObject: false))
    }

    mutating func superEncoder() -> any Encoder {
        sink.refusedEncoder()
    }

    private mutating func advance() {
        do {
            try ready()
        } catch {
            sink.note(error)
        }
    }

    mutating func encode(_ value: Bool) throws {
        try ready()
        sink.append(value)
    }

    mutating func encode(_ value: String) throws {
        try ready()
        sink.append(value)
    }

    mutating func encode(_ value: Double) throws {
        try ready()
        try sink.append(value)
    }

    mutating func encode(_ value: Float) throws {
        try ready()
        try sink.append(value)
    }

    mutating func encode(_ value: Int) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int8) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int16) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int32) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: Int64) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt8) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt16) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt32) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: UInt64) throws {
        try ready()
        sink.append(integer: value)
    }

    mutating func encode(_ value: some Encodable) throws {
        try ready()
        try sink.append(value)
    }
}
