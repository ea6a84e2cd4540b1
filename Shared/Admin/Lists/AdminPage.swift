public import JSON
public import ServiceKit

/// A part of a list of the back office. Parts follow each other by key: `next` is what the next one
/// is asked for with, and is not there behind the last row.
public struct AdminPage<Row: ShapedPayload>: ShapedPayload {
    private let rows: [Row]
    private let next: Int64?

    /// A part of at most `limit` rows; `key` is what the list is sorted by.
    public init<Element>(
        _ elements: [Element],
        limit: Int64,
        key: (Element) -> Int64,
        row: (Element) -> Row
    ) {
        rows = elements.map(row)
        next = elements.count == Int(limit) ? elements.last.map(key) : nil
    }

    /// A whole list, where it is never long.
    public init(all rows: [Row]) {
        self.rows = rows
        next = nil
    }

    public static var schema: Schema {
        .object([
            SchemaMember("rows", .list(Row.schema)),
            SchemaMember("next", .integer(), isRequired: false),
        ])
    }
}
