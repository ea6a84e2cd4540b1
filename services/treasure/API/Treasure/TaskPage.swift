import JSON
import ServiceKit
import TreasureDomain

/// A page of tasks.
struct TaskPage: ShapedPayload, JSONWritable {
    static let schema = Schema.object([
        SchemaMember("data", .list(TaskLineWire.schema, maximum: Int(PageNumber.tasks)))
    ])

    let data: WrittenList<TaskLineWire>

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("data")
        data.write(to: &writer)
        writer.endObject()
    }
}
