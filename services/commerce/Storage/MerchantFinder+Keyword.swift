import Basics
import CommerceDomain
import Storage

/// Those whose name or brand holds a keyword: by its rarest gram, or by the categories that are asked
/// for where those are fewer.
extension MerchantFinder {
    /// A name that is read costs as much as so many rows of an index.
    static let costOfName = 4

    func named(_ keyword: Keyword) throws -> Found {
        var search = KeywordSearch(hits: NearestHits(bound: query.needed))
        var rarest = (gram: Int64(0), count: Int64.max)
        for gram in Set(keyword.grams) {
            let count = try reader.count(ofNames: gram, in: query.city)
            search.read += 1
            if count < rarest.count { rarest = (gram, count) }
        }
        guard rarest.count > 0 else {
            return Found(total: 0, hits: [], rowsRead: search.read)
        }
        if categories != nil {
            let (scopes, total) = try scopes()
            search.read += scopes.count
            if total < rarest.count {
                return try look(for: keyword, in: scopes, known: nil, search)
            }
        }
        let scopes = try scopes(of: rarest.gram, rarest.count, &search)
        let isExact = keyword.isOneGram && categories == nil && radius == nil
        return try look(for: keyword, in: scopes, known: isExact ? rarest.count : nil, search)
    }

    /// How far a search has come.
    struct KeywordSearch {
        var hits: NearestHits
        var read = 0
    }

    /// The cities in which names have a gram. Where somebody says where they are, also where each lies,
    /// so that those far away are not read.
    private func scopes(
        of gram: Int64,
        _ count: Int64,
        _ search: inout KeywordSearch
    ) throws -> [Scope] {
        let cities =
            if let city = query.city { [(city: city, merchants: count)] } else {
                try reader.cities(ofNames: gram)
            }
        search.read += cities.count
        var scopes: [Scope] = []
        for city in cities {
            var scope = Scope(
                source: .names(gram: gram, city: city.city),
                count: city.merchants
            )
            if query.point != nil {
                search.read += 2
                guard let extent = try reader.extent(ofNames: gram, in: city.city) else {
                    continue
                }
                scope.extent = extent
            }
            scopes.append(scope)
        }
        return scopes
    }

    /// Looks at candidates as long as that is not too many. `known` is how many there are, where
    /// all candidates are sure to hold the keyword.
    private func look(
        for keyword: Keyword,
        in scopes: [Scope],
        known: Int64?,
        _ search: KeywordSearch
    ) throws -> Found {
        var search = search
        let isNameRead = !keyword.isOneGram || !scopes.allSatisfy(\.isOfNames)
        func consider(_ candidate: MerchantCandidate, _ metres: Double) throws {
            guard isWanted(candidate.category) else { return }
            if let radius, metres > radius { return }
            if isNameRead {
                search.read += Self.costOfName
                guard try holds(candidate.id, keyword) else { return }
            }
            search.hits.add(Hit(merchant: candidate.id, metres: metres))
        }
        let most = isNameRead ? mostRead / (1 + Self.costOfName) : mostRead
        var read = 0
        if let point = query.point {
            let mostAtPoint = known == nil ? most / 4 : query.needed
            read = try walk(scopes, from: point, upTo: mostAtPoint) { metres, read in
                if let radius, metres > radius { return true }
                if known != nil { return search.hits.reach.map { metres > $0 } ?? false }
                return read + search.read >= mostRead
            } look: { candidate, metres in
                try consider(candidate, metres)
            }
        } else {
            for scope in scopes where read < most {
                let candidates = try reader.candidates(
                    scope.source,
                    in: GeoCell.globe.numbers,
                    upTo: most - read
                )
                read += candidates.count
                for candidate in candidates { try consider(candidate, 0) }
            }
        }
        return page(
            search.hits,
            total: known ?? Int64(search.hits.count),
            rowsRead: read + search.read
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

extension MerchantFinder.Scope {
    /// Whether it is read by what names have.
    fileprivate var isOfNames: Bool {
        if case .names = source { true } else { false }
    }
}
