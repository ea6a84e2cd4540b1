import Basics

/// The buffer behind all containers of one encoding, and which of them are still open.
///
/// Values go straight into the buffer. A container that is written to closes all that were opened
/// inside it; writing to one that is closed is an error, since its place has passed.
final class JSONSink {
    struct Frame {
        let isObject: Bool
        let serial: Int
        var isEmpty = true
    }

    private var buffer: OctetBuffer
    private(set) var frames: [Frame] = []
    /// The first mistake in a call that cannot throw.
    private(set) var failure: EncodingError?
    private var lastSerial = 0

    init(_ buffer: consuming OctetBuffer) {
        self.buffer = buffer
    }

    /// How many octets there are.
    var count: Int { buffer.count }

    /// The buffer, given away.
    func take() -> OctetBuffer { buffer.take() }

    func truncate(to length: Int) { buffer.truncate(to: length) }

    /// Opens an object or array as the next value.
    func open(isObject: Bool) -> JSONPlace {
        lastSerial += 1
        frames.append(Frame(isObject: isObject, serial: lastSerial))
        buffer.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        return JSONPlace(level: frames.count - 1, serial: lastSerial)
    }

    /// Closes what is open from `level` up.
    func close(downTo level: Int) {
        while frames.count > level {
            let frame = frames.removeLast()
            buffer.append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        }
    }

    /// Makes ready for the next member or element of the container at `place`.
    func advance(in place: JSONPlace) throws {
        guard place.level < frames.count, frames[place.level].serial == place.serial else {
            throw Self.error("a container was written to after it was closed")
        }
        close(downTo: place.level + 1)
        if frames[place.level].isEmpty {
            frames[place.level].isEmpty = false
        } else {
            buffer.append(UInt8(ascii: ","))
        }
    }

    /// Makes ready for the value of a member.
    func advance(in place: JSONPlace, key: some CodingKey) throws {
        try advance(in: place)
        JSONText.append(key.stringValue, to: &buffer)
        buffer.append(UInt8(ascii: ":"))
    }

    func note(_ error: any Error) {
        if failure == nil { failure = error as? EncodingError ?? Self.error("\(type(of: error))") }
    }

    /// Stands where no encoder can: the value of a superclass has no place reserved for it.
    func refusedEncoder() -> any Encoder {
        note(Self.error("superEncoder is not supported"))
        return JSONValueEncoder(sink: JSONSink(OctetBuffer()), level: 0, start: 0)
    }

    static func error(_ text: String) -> EncodingError {
        .invalidValue(text, .init(codingPath: [], debugDescription: text))
    }
}

/// Which container of a sink is meant.
struct JSONPlace {
    let level: Int
    let serial: Int
}

extension JSONSink {
    func appendNull() { buffer.append(literal: "null") }

    func append(_ value: Bool) {
        buffer.append(literal: value ? "true" : "false")
    }

    func append(_ value: String) { JSONText.append(value, to: &buffer) }

    func append(_ value: Double) throws {
        guard JSONText.append(value, to: &buffer) else {
            throw Self.error("a number that is not finite")
        }
    }

    func append(_ value: Float) throws {
        guard value.isFinite else { throw Self.error("a number that is not finite") }
        buffer.append(value.description)
    }

    func append(integer value: some FixedWidthInteger) {
        if let value = Int64(exactly: value) {
            buffer.append(decimal: value)
        } else {
            buffer.append(value.description)
        }
    }

    /// A value that encodes itself; one that writes nothing is an empty object.
    func append<Value: Encodable>(_ value: Value) throws {
        let level = frames.count
        let start = buffer.count
        try value.encode(to: JSONValueEncoder(sink: self, level: level, start: start))
        close(downTo: level)
        if buffer.count == start {
            buffer.append(UInt8(ascii: "{"))
            buffer.append(UInt8(ascii: "}"))
        }
    }
}
