import Basics
import CommerceDomain
import Storage

/// Finds merchants in service: a page of them, and how many there are in all.
struct MerchantFinder {
    typealias Hit = NearestHits.Hit

    /// A page. Without a point the distances are nothing.
    struct Found: Sendable {
        let total: Int64
        let hits: [Hit]
        /// How many rows of indices were read: what it costs.
        var rowsRead = 0
    }

    let connection: Connection
    let initials: Initials
    let query: MerchantQuery
    /// The category that is asked for with all below it; nil for any.
    let categories: Set<ID<Category>>?

    func find() throws -> Found {
        if let keyword = query.keyword { return try named(keyword) }
        guard let point = query.point else { return try listed() }
        if let radius = query.radius {
            let (hits, read) = try within(Double(radius), of: point)
            return page(hits, total: Int64(hits.count), rowsRead: read)
        }
        return try nearest(point)
    }

    func isWanted(_ category: ID<Category>) -> Bool {
        categories?.contains(category) ?? true
    }

    func page(_ hits: NearestHits, total: Int64, rowsRead: Int) -> Found {
        let page = hits.sorted.dropFirst(query.skipped).prefix(MerchantQuery.pageSize)
        return Found(total: total, hits: Array(page), rowsRead: rowsRead)
    }

    // MARK: By place

    /// All within a distance, out of the index alone.
    func within(_ metres: Double, of point: GeoPoint) throws -> (NearestHits, Int) {
        var hits = NearestHits(bound: query.needed)
        var read = 0
        for band in GeoBand.around(point, metres: metres) {
            try connection.each(
                """
                SELECT id, lng, lat, city, category FROM merchant
                WHERE is_on = 1 AND band = ?1 AND lng BETWEEN ?2 AND ?3
                """,
                band.number,
                band.lngs.lowerBound,
                band.lngs.upperBound
            ) { row in
                read += 1
                // There are hundreds of them: no column is read that is not needed.
                if let city = query.city, try row.integer(3) != city { return }
                if let categories, !categories.contains(try row.id(4)) { return }
                guard let place = GeoPoint(lng: try row.integer(1), lat: try row.integer(2))
                else { return }
                let distance = point.metres(to: place)
                guard distance <= metres else { return }
                hits.add(Hit(merchant: try row.id(0), metres: distance))
            }
        }
        return (hits, read)
    }

    /// Ever wider circles, until there are enough for the page. Where that would go too far, the
    /// whole of what is asked for is looked at.
    private func nearest(_ point: GeoPoint) throws -> Found {
        let total = try count()
        let needed = min(Int64(query.needed), total)
        var read = 0
        var metres = 1_000.0
        while total > Self.fewEnough, metres <= Self.widestMetres {
            let (hits, rows) = try within(metres, of: point)
            read += rows
            if hits.count >= needed { return page(hits, total: total, rowsRead: read) }
            metres *= 2
        }
        var hits = NearestHits(bound: query.needed)
        try eachPlace { id, place in
            read += 1
            hits.add(Hit(merchant: id, metres: point.metres(to: place)))
        }
        return page(hits, total: total, rowsRead: read)
    }

    /// So many are looked at without a thought.
    private static let fewEnough: Int64 = 2_000
    private static let widestMetres = 200_000.0

    private func eachPlace(_ body: (ID<Merchant>, GeoPoint) -> Void) throws {
        func look(_ row: Row) throws {
            guard isWanted(try row.id(3)),
                let place = GeoPoint(lng: try row.integer(1), lat: try row.integer(2))
            else { return }
            body(try row.id(0), place)
        }
        if let city = query.city {
            try connection.each(
                "SELECT id, lng, lat, category FROM merchant WHERE is_on = 1 AND city = ?1",
                city,
                row: look
            )
        } else {
            try connection.each(
                "SELECT id, lng, lat, category FROM merchant WHERE is_on = 1 AND band >= 0",
                row: look
            )
        }
    }

    // MARK: By number

    /// How many are asked for, out of the counts that are kept.
    func count() throws -> Int64 {
        var total: Int64 = 0
        try connection.each(
            "SELECT category, merchants FROM merchant_count WHERE city = ?1",
            query.city ?? MerchantStore.everywhere
        ) { row in
            if isWanted(try row.id(0)) { total += try row.integer(1) }
        }
        return total
    }

    /// Without a point they stand as they came.
    private func listed() throws -> Found {
        let total = try count()
        guard Int64(query.skipped) < total else { return Found(total: total, hits: []) }
        var ids: [ID<Merchant>] = []
        var read = 0
        var last = ID<Merchant>(.min)
        while ids.count < query.needed {
            let rows = try listed(after: last)
            read += rows.count
            ids += rows.filter { isWanted($0.category) }.map(\.id)
            guard rows.count == Self.rowsAtOnce, let end = rows.last?.id else { break }
            last = end
        }
        let page = ids.dropFirst(query.skipped).prefix(MerchantQuery.pageSize)
        return Found(
            total: total,
            hits: page.map { Hit(merchant: $0, metres: 0) },
            rowsRead: read
        )
    }

    private static let rowsAtOnce = 200

    private func listed(
        after id: ID<Merchant>
    ) throws -> [(id: ID<Merchant>, category: ID<Category>)] {
        func line(_ row: Row) throws -> (id: ID<Merchant>, category: ID<Category>) {
            (id: try row.id(0), category: try row.id(1))
        }
        if let city = query.city {
            return try connection.all(
                """
                SELECT id, category FROM merchant WHERE is_on = 1 AND city = ?1 AND id > ?2
                ORDER BY id LIMIT ?3
                """,
                city,
                id,
                Self.rowsAtOnce,
                row: line
            )
        }
        return try connection.all(
            """
            SELECT id, category FROM merchant WHERE is_on = 1 AND id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            Self.rowsAtOnce,
            row: line
        )
    }
}
