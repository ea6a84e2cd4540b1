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
        var bytes: Bytes = []
        bytes.reserveCapacity(256)
        try append(value, to: &bytes)
        return bytes
    }

    /// Appends `value` as JSON; leaves `bytes` as they were if that fails.
    public static func append(_ value: some Encodable, to bytes: inout Bytes) throws {
        if let writable = value as? any JSONWritable {
            var writer = JSONWriter(bytes)
            // The writer is the only owner, so nothing is copied.
            bytes = []
            writable.write(to: &writer)
            bytes = writer.bytes
            return
        }
        let sink = JSONSink(bytes)
        // The sink is the only owner while it appends, so nothing is copied.
        let length = bytes.count
        bytes = []
        defer { bytes = sink.take() }
        do {
            try sink.append(value)
            if let failure = sink.failure { throw failure }
        } catch {
            sink.truncate(to: length)
            throw error
        }
    }
}
