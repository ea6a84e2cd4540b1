import Basics
public import JSON

/// A list that is JSON already: its elements were written one after the other as they were read, so
/// that none of them had to be kept.
public struct WrittenList<Element: Payload & JSONWritable>: Payload, JSONWritable {
    private let bytes: Bytes

    fileprivate init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    public func write(to writer: inout JSONWriter) {
        writer.raw(bytes)
    }

    public func encode(to encoder: any Encoder) throws {
        try JSON.parse(bytes).encode(to: encoder)
    }

    /// The shape is that of a list of them.
    public init(from decoder: any Decoder) throws {
        _ = try [Element](from: decoder)
        bytes = Bytes("[]".utf8)
    }
}

/// Writes such a list.
public struct ListWriter<Element: Payload & JSONWritable>: ~Copyable {
    private var writer = JSONWriter(appendingTo: OctetBuffer(capacity: 4096))

    /// Empty.
    public init() {
        writer.beginArray()
    }

    /// Writes one more.
    public mutating func add(_ element: Element) {
        element.write(to: &writer)
    }

    /// The list.
    public consuming func finish() -> WrittenList<Element> {
        writer.endArray()
        return WrittenList(writer.bytes)
    }
}
