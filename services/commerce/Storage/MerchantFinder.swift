import Basics
import CommerceDomain
import Storage

/// Finds merchants in service: a page of them, and how many there are in all. What a search reads is
/// bounded by what it answers, not by what there is (decision 0031).
struct MerchantFinder {
    typealias Hit = NearestHits.Hit

    /// A page. Without a point the distances are nothing.
    struct Found: Sendable {
        let total: Int64
        let hits: [Hit]
        /// How many rows of indices were read, and how often one was looked into: what it costs.
        var rowsRead = 0
    }

    /// A source, with how many it has, and where they lie.
    struct Scope: Sendable {
        let source: MerchantSource
        let count: Int64
        var extent = GeoCell.globe
    }

    let connection: Connection
    let initials: Initials
    let query: MerchantQuery
    /// The categories whose merchants are asked for; nil for any.
    let categories: Set<ID<Category>>?
    /// A search for a keyword reads about so many rows, and then it is over: what it has found is the
    /// nearest, and `total` counts those.
    var mostRead = 20_000

    var reader: MerchantSourceReader { MerchantSourceReader(connection: connection) }

    func find() throws -> Found {
        if let categories, categories.isEmpty { return Found(total: 0, hits: []) }
        if let keyword = query.keyword { return try named(keyword) }
        if let point = query.point, let radius, query.category == nil {
            return try within(radius, of: point)
        }
        let (scopes, total) = try scopes()
        guard total > 0 else { return Found(total: 0, hits: []) }
        guard let point = query.point else { return try listed(scopes, total) }
        guard let radius else { return try nearest(scopes, total, to: point) }
        return try nearby(scopes, within: radius, of: point)
    }

    /// In metres; nil where there is no place that it could be around, and where it holds all there is.
    var radius: Double? {
        guard query.point != nil, let metres = query.radius.map(Double.init) else { return nil }
        return metres < GeoPoint.halfwayRound ? metres : nil
    }

    func isWanted(_ category: ID<Category>) -> Bool {
        categories?.contains(category) ?? true
    }

    func page(_ hits: NearestHits, total: Int64, rowsRead: Int) -> Found {
        let page = hits.sorted.dropFirst(query.skipped).prefix(MerchantQuery.pageSize)
        return Found(total: total, hits: Array(page), rowsRead: rowsRead)
    }

    /// What is asked for: all as one source, or each category as its own; and how many there are.
    func scopes() throws -> ([Scope], total: Int64) {
        let counts = try reader.counts(in: query.city).filter { isWanted($0.category) }
        let total = counts.reduce(0) { $0 + $1.merchants }
        guard categories != nil else {
            let all = MerchantSource.merchants(city: query.city, category: nil)
            return ([Scope(source: all, count: total)], total)
        }
        let scopes = counts.map { count in
            Scope(
                source: .merchants(city: query.city, category: count.category),
                count: count.merchants
            )
        }
        return (scopes, total)
    }

    // MARK: Within a distance

    /// All within a distance, whatever their category: strip by strip, out of the index alone.
    private func within(_ metres: Double, of point: GeoPoint) throws -> Found {
        var hits = NearestHits(bound: query.needed)
        var read = 0
        for band in GeoBand.around(point, metres: metres) {
            read += 1
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
        return page(hits, total: Int64(hits.count), rowsRead: read)
    }

    /// All within a distance that stand under a category: cell by cell, so that others cost nothing.
    private func nearby(
        _ scopes: [Scope],
        within radius: Double,
        of point: GeoPoint
    ) throws -> Found {
        var hits = NearestHits(bound: query.needed)
        let read = try walk(scopes, from: point, upTo: .max) { metres, _ in
            metres > radius
        } look: { candidate, metres in
            if metres <= radius { hits.add(Hit(merchant: candidate.id, metres: metres)) }
        }
        return page(hits, total: Int64(hits.count), rowsRead: read)
    }
}
