import Basics
import CommerceDomain
import Storage

extension MerchantFinder {
    /// The next merchant of a scope, and those of it that were read ahead.
    private struct Line: Comparable, Sendable {
        let scope: Int
        var ids: ArraySlice<ID<Merchant>>
        /// Whether these are its last.
        let isWhole: Bool

        static func < (one: Line, other: Line) -> Bool {
            (one.ids.first ?? ID(.max)) < (other.ids.first ?? ID(.max))
        }

        static func == (one: Line, other: Line) -> Bool { one.ids.first == other.ids.first }
    }

    /// Without a point they stand as they came: the scopes' lists, put into one as far as the page
    /// needs.
    func listed(_ scopes: [Scope], _ total: Int64) throws -> Found {
        guard Int64(query.skipped) < total else { return Found(total: total, hits: []) }
        let atOnce = scopes.count == 1 ? query.needed : 32
        var read = 0
        var lines = MinHeap<Line>()
        func add(_ scope: Int, after id: ID<Merchant>) throws {
            guard case .merchants(let city, let category) = scopes[scope].source else { return }
            let ids = try reader.merchants(
                city: city,
                category: category,
                after: id,
                upTo: atOnce
            )
            read += ids.count + 1
            guard !ids.isEmpty else { return }
            lines.add(Line(scope: scope, ids: ids[...], isWhole: ids.count < atOnce))
        }
        for scope in scopes.indices { try add(scope, after: ID(.min)) }
        var ids: [ID<Merchant>] = []
        while ids.count < query.needed, var line = lines.popFirst(),
            let id = line.ids.popFirst()
        {
            ids.append(id)
            if !line.ids.isEmpty {
                lines.add(line)
            } else if !line.isWhole {
                try add(line.scope, after: id)
            }
        }
        let page = ids.dropFirst(query.skipped).prefix(MerchantQuery.pageSize)
        return Found(
            total: total,
            hits: page.map { Hit(merchant: $0, metres: 0) },
            rowsRead: read
        )
    }
}
