import Basics
import JSON

/// A value that is written already.
struct WrittenJSON: JSONWritable {
    let bytes: Bytes

    func write(to writer: inout JSONWriter) {
        writer.raw(bytes)
    }
}
