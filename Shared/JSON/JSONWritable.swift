import Basics

/// A value that writes itself, for the answers that are asked for most: several times as fast as
/// the way through an `Encoder`, and the octets are the same. `JSONOutput` takes it by itself.
public protocol JSONWritable: Encodable {
    /// Appends exactly one value.
    func write(to writer: inout JSONWriter)
}

extension Array: JSONWritable where Element: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginArray()
        for element in self { element.write(to: &writer) }
        writer.endArray()
    }
}
