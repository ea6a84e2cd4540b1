import Basics
import CommerceDomain
import Storage

/// The nearest first, without a bound: cells are read in the order of their distance, and split where
/// they hold many. So neither empty country nor a crowd costs more than what the page needs.
extension MerchantFinder {
    /// A cell of a scope that is still to be read.
    private struct Part: Comparable, Sendable {
        /// Nothing in it is nearer.
        let metres: Double
        let scope: Int
        let cell: GeoCell

        static func < (one: Part, other: Part) -> Bool { one.metres < other.metres }
    }

    func nearest(_ scopes: [Scope], _ total: Int64, to point: GeoPoint) throws -> Found {
        var hits = NearestHits(bound: min(query.needed, Int(total)))
        let read = try walk(scopes, from: point, upTo: query.needed) { metres, _ in
            hits.reach.map { metres > $0 } ?? false
        } look: { candidate, metres in
            hits.add(Hit(merchant: candidate.id, metres: metres))
        }
        return page(hits, total: total, rowsRead: read)
    }

    /// Has all candidates looked at, no cell before one that is nearer, until it is over: asked with
    /// the distance of what comes next, and what was read. Of a single place so many at most.
    /// Returns how many rows were read, a look into an index counted as one.
    func walk(
        _ scopes: [Scope],
        from point: GeoPoint,
        upTo mostAtPoint: Int,
        until isOver: (_ metres: Double, _ read: Int) -> Bool,
        look: (MerchantCandidate, _ metres: Double) throws -> Void
    ) throws -> Int {
        let reader = reader
        // Where many sources are read at once, each is read in smaller pieces.
        let atOnce = scopes.count > 8 ? 8 : 32
        var parts = MinHeap<Part>()
        for (number, scope) in scopes.enumerated() {
            add(scope, number, from: point, atOnce, to: &parts)
        }
        var read = 0
        while let part = parts.popFirst(), !isOver(part.metres, read) {
            let most = part.cell.isPoint ? mostAtPoint : atOnce
            let found = try reader.candidates(
                scopes[part.scope].source,
                in: part.cell.numbers,
                upTo: most == .max ? most : most + 1
            )
            read += found.count + 1
            if found.count > most, !part.cell.isPoint {
                for quarter in part.cell.quarters {
                    guard let metres = quarter.metres(from: point) else { continue }
                    parts.add(Part(metres: metres, scope: part.scope, cell: quarter))
                }
            } else {
                for candidate in found.prefix(most) {
                    try look(candidate, point.metres(to: candidate.place))
                }
            }
        }
        return read
    }

    /// The cells of a scope to begin with: small ones around the point, where the many that it has
    /// would be too many at once anyway, and larger ones further off.
    private func add(
        _ scope: Scope,
        _ number: Int,
        from point: GeoPoint,
        _ atOnce: Int,
        to parts: inout MinHeap<Part>
    ) {
        guard let metres = scope.extent.metres(from: point) else { return }
        var nearest = Part(metres: metres, scope: number, cell: scope.extent)
        var count = scope.count
        while count > 4 * Int64(atOnce), !nearest.cell.isPoint {
            count /= 4
            let quarters = nearest.cell.quarters.compactMap { quarter in
                quarter.metres(from: point)
                    .map { Part(metres: $0, scope: number, cell: quarter) }
            }
            .sorted()
            guard let first = quarters.first else { return }
            for quarter in quarters.dropFirst() { parts.add(quarter) }
            nearest = first
        }
        parts.add(nearest)
    }
}
