/// The encoder that one value sees; asked twice for a container, it goes on in the same object.
struct JSONValueEncoder: Encoder {
    let sink: JSONSink
    let level: Int
    let start: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedContainer<Key>(sink: sink, place: place(isObject: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONUnkeyedContainer(sink: sink, place: place(isObject: false))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingleContainer(sink: sink, start: start)
    }

    private func place(isObject: Bool) -> JSONPlace {
        guard level < sink.frames.count else {
            if sink.count != start {
                sink.note(JSONSink.error("a second value in one place"))
            }
            return sink.open(isObject: isObject)
        }
        let frame = sink.frames[level]
        if frame.isObject != isObject {
            sink.note(JSONSink.error("an object and an array in one place"))
        }
        return JSONPlace(level: level, serial: frame.serial)
    }
}

/// A place for exactly one value.
struct JSONSingleContainer: SingleValueEncodingContainer {
    let sink: JSONSink
    let start: Int

    var codingPath: [any CodingKey] { [] }

    private func ready() throws {
        guard sink.count == start else {
            throw JSONSink.error("a second value in one place")
        }
    }

    mutating func encodeNil() throws {
        try ready()
        sink.appendNull()
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
