import Basics

/// The part of a list that is asked for: `limit` (50, at most 200), and from where on: `after`, the
/// `next` of the part before.
struct ListPage: Sendable {
    static let members = ["limit", "after"]

    let limit: Int64
    let after: Int64?

    init(_ input: ControlInput, usually: Int64 = 50, most: Int64 = 200) throws {
        limit = try input.optionalInteger("limit", in: 1...most) ?? usually
        after = try input.optionalInteger("after", in: 0...Int64.max)
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
