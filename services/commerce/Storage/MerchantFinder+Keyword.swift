import Basics
import CommerceDomain
import Storage

extension MerchantFinder {
    private struct Candidate {
        let id: ID<Merchant>
        let category: ID<Category>
        let place: GeoPoint
    }

    /// Those whose name or brand holds a keyword. A keyword of one gram is answered by the index of
    /// grams alone; with more of them, the names of those that have all are looked at.
    func named(_ keyword: Keyword) throws -> Found {
        var read = 0
        var candidates: [Candidate]?
        for gram in keyword.grams {
            let having = try self.having(gram)
            read += having.count
            guard let former = candidates else {
                candidates = having
                continue
            }
            let ids = Set(having.map(\.id))
            candidates = former.filter { ids.contains($0.id) }
            if candidates?.isEmpty == true { break }
        }
        var hits = NearestHits(bound: query.needed)
        for candidate in candidates ?? [] where isWanted(candidate.category) {
            let metres = query.point?.metres(to: candidate.place) ?? 0
            if query.point != nil, let radius = query.radius, metres > Double(radius) { continue }
            if !keyword.isOneGram {
                read += 1
                guard try holds(candidate.id, keyword) else { continue }
            }
            hits.add(Hit(merchant: candidate.id, metres: metres))
        }
        return page(hits, total: Int64(hits.count), rowsRead: read)
    }

    private func having(_ gram: Int64) throws -> [Candidate] {
        func candidate(_ row: Row) throws -> Candidate {
            guard let place = GeoPoint(lng: try row.integer(2), lat: try row.integer(3)) else {
                throw StorageError.corrupt
            }
            return Candidate(id: try row.id(0), category: try row.id(1), place: place)
        }
        if let city = query.city {
            return try connection.all(
                """
                SELECT merchant, category, lng, lat FROM merchant_gram
                WHERE gram = ?1 AND city = ?2
                """,
                gram,
                city,
                row: candidate
            )
        }
        return try connection.all(
            "SELECT merchant, category, lng, lat FROM merchant_gram WHERE gram = ?1",
            gram,
            row: candidate
        )
    }

    private func holds(_ id: ID<Merchant>, _ keyword: Keyword) throws -> Bool {
        let names: [String]? = try connection.first(
            "SELECT name, brand FROM merchant WHERE id = ?1",
            id,
            row: { [try $0.text(0), try $0.text(1)] }
        )
        return names?.contains { SearchText($0).contains(keyword.text, initials) } ?? false
    }
}
