import Basics
import HTTP
import ServiceKit

/// The part of a list that is asked for: how many, and from where on.
struct ListPage: EndpointInput {
    private static let limit = Field.integer(
        "limit",
        "How many at most.",
        in: 1...200,
        default: 50
    )
    private static let after = Field.integer(
        "after",
        "From where on: the next of the part before.",
        in: 0...Int64.max
    )

    let limit: Int64
    let after: Int64?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        try self.init(fields, limit: Self.limit)
    }

    /// A part of a list with a limit of its own.
    init(_ fields: FieldReader, limit: Field<Int64>) throws(ParameterProblem) {
        self.limit = try fields.read(limit)
        after = try fields.readIfPresent(Self.after)
    }

    /// One more than asked for tells whether there is a `next`.
    var rows: Int64 { limit + 1 }

    /// Cuts what was read to the length of the part; `next` is the place of its last one when more
    /// come behind it.
    func cut<Item>(_ items: [Item], place: (Item) -> Int64) -> (items: [Item], next: Int64?) {
        guard items.count > limit else { return (items, nil) }
        let kept = Array(items.prefix(Int(limit)))
        return (kept, kept.last.map(place))
    }
}
