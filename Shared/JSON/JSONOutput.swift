public import Basics

/// `Encodable` values as JSON appended to a buffer: keys in the order they are encoded in, `/` and
/// what is beyond ASCII unescaped, no white space.
///
/// Numbers that are not finite and `superEncoder` throw `EncodingError`.
public struct JSONOutput {
    /// Has nothing to set; the two functions are all there is.
    public init() {}

    /// The octets of `value` as JSON.
    public static func encode(_ value: some Encodable) throws -> Bytes {
        var buffer = OctetBuffer(capacity: 256)
        try append(value, to: &buffer)
        return buffer.bytes
    }

    /// Appends `value` as JSON; leaves the buffer as it was if that fails.
    public static func append(_ value: some Encodable, to buffer: inout OctetBuffer) throws {
        if let writable = value as? any JSONWritable {
            var writer = JSONWriter(appendingTo: buffer.take())
            writable.write(to: &writer)
            buffer = writer.finish()
            return
        }
        let length = buffer.count
        let sink = JSONSink(buffer.take())
        do {
            try sink.append(value)
            if let failure = sink.failure { throw failure }
        } catch {
            sink.truncate(to: length)
            buffer = sink.take()
            throw error
        }
        buffer = sink.take()
    }
}
