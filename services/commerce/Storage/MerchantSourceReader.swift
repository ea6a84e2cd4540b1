import Basics
import CommerceDomain
import Storage

/// Where merchants in service are read that are asked for.
enum MerchantSource: Sendable {
    /// Those of a city, under a category; of all where one is nil.
    case merchants(city: Int64?, category: ID<Category>?)
    /// Those of a city whose names have a gram.
    case names(gram: Int64, city: Int64)
}

/// A merchant that may be what is asked for.
struct MerchantCandidate: Sendable {
    let id: ID<Merchant>
    let category: ID<Category>
    let place: GeoPoint
}

/// All SQL by which sources are read: each statement out of one index alone, in its order.
struct MerchantSourceReader {
    let connection: Connection

    /// The first of those whose places have these numbers.
    func candidates(
        _ source: MerchantSource,
        in cells: ClosedRange<Int64>,
        upTo limit: Int
    ) throws -> [MerchantCandidate] {
        let (first, last) = (cells.lowerBound, cells.upperBound)
        switch source {
        case .merchants(nil, nil):
            // Nobody asks for their category.
            return try connection.all(
                """
                SELECT id, cell, 0 FROM merchant WHERE is_on = 1 AND cell BETWEEN ?1 AND ?2
                ORDER BY cell, id LIMIT ?3
                """,
                first,
                last,
                limit,
                row: Self.candidate
            )
        case .merchants(let city?, nil):
            return try connection.all(
                """
                SELECT id, cell, 0 FROM merchant
                WHERE is_on = 1 AND city = ?4 AND cell BETWEEN ?1 AND ?2
                ORDER BY cell, id LIMIT ?3
                """,
                first,
                last,
                limit,
                city,
                row: Self.candidate
            )
        case .merchants(nil, let category?):
            return try connection.all(
                """
                SELECT id, cell, category FROM merchant
                WHERE is_on = 1 AND category = ?4 AND cell BETWEEN ?1 AND ?2
                ORDER BY cell, id LIMIT ?3
                """,
                first,
                last,
                limit,
                category,
                row: Self.candidate
            )
        case .merchants(let city?, let category?):
            return try connection.all(
                """
                SELECT id, cell, category FROM merchant
                WHERE is_on = 1 AND city = ?4 AND category = ?5 AND cell BETWEEN ?1 AND ?2
                ORDER BY cell, id LIMIT ?3
                """,
                first,
                last,
                limit,
                city,
                category,
                row: Self.candidate
            )
        case .names(let gram, let city):
            return try connection.all(
                """
                SELECT merchant, cell, category FROM merchant_gram
                WHERE gram = ?4 AND city = ?5 AND cell BETWEEN ?1 AND ?2
                ORDER BY cell, merchant LIMIT ?3
                """,
                first,
                last,
                limit,
                gram,
                city,
                row: Self.candidate
            )
        }
    }

    private static func candidate(_ row: Row) throws -> MerchantCandidate {
        guard let place = GeoCell.point(try row.integer(1)) else { throw StorageError.corrupt }
        return MerchantCandidate(id: try row.id(0), category: try row.id(2), place: place)
    }

    /// Where the names of a city that have a gram lie; nil where none has it.
    func extent(ofNames gram: Int64, in city: Int64) throws -> GeoCell? {
        let first: Int64? = try connection.first(
            "SELECT cell FROM merchant_gram WHERE gram = ?1 AND city = ?2 ORDER BY cell LIMIT 1",
            gram,
            city,
            row: { try $0.integer(0) }
        )
        let last: Int64? = try connection.first(
            """
            SELECT cell FROM merchant_gram WHERE gram = ?1 AND city = ?2
            ORDER BY cell DESC LIMIT 1
            """,
            gram,
            city,
            row: { try $0.integer(0) }
        )
        guard let first, let last else { return nil }
        return .holding(first, last)
    }

    /// The merchants of a city under a category, of all where one is nil, by number.
    func merchants(
        city: Int64?,
        category: ID<Category>?,
        after id: ID<Merchant>,
        upTo limit: Int
    ) throws -> [ID<Merchant>] {
        switch (city, category) {
        case (nil, nil):
            return try connection.all(
                "SELECT id FROM merchant WHERE is_on = 1 AND id > ?1 ORDER BY id LIMIT ?2",
                id,
                limit,
                row: { try $0.id(0) }
            )
        case (let city?, nil):
            return try connection.all(
                """
                SELECT id FROM merchant WHERE is_on = 1 AND city = ?3 AND id > ?1
                ORDER BY id LIMIT ?2
                """,
                id,
                limit,
                city,
                row: { try $0.id(0) }
            )
        case (nil, let category?):
            return try connection.all(
                """
                SELECT id FROM merchant WHERE is_on = 1 AND category = ?3 AND id > ?1
                ORDER BY id LIMIT ?2
                """,
                id,
                limit,
                category,
                row: { try $0.id(0) }
            )
        case (let city?, let category?):
            return try connection.all(
                """
                SELECT id FROM merchant
                WHERE is_on = 1 AND city = ?3 AND category = ?4 AND id > ?1
                ORDER BY id LIMIT ?2
                """,
                id,
                limit,
                city,
                category,
                row: { try $0.id(0) }
            )
        }
    }

    // MARK: Counts

    /// How many merchants stand under each category, in a city or everywhere.
    func counts(
        in city: Int64?
    ) throws -> [(category: ID<Category>, merchants: Int64)] {
        try connection.all(
            """
            SELECT category, merchants FROM merchant_count WHERE city = ?1 AND merchants > 0
            ORDER BY category
            """,
            city ?? MerchantStore.everywhere,
            row: { (category: try $0.id(0), merchants: try $0.integer(1)) }
        )
    }

    /// How many names have a gram, in a city or everywhere.
    func count(ofNames gram: Int64, in city: Int64?) throws -> Int64 {
        try connection.first(
            "SELECT merchants FROM gram_count WHERE gram = ?1 AND city = ?2",
            gram,
            city ?? MerchantStore.everywhere,
            row: { try $0.integer(0) }
        ) ?? 0
    }

    /// The cities in which names have a gram, and how many.
    func cities(ofNames gram: Int64) throws -> [(city: Int64, merchants: Int64)] {
        try connection.all(
            """
            SELECT city, merchants FROM gram_count
            WHERE gram = ?1 AND city >= 0 AND merchants > 0 ORDER BY city
            """,
            gram,
            row: { (city: try $0.integer(0), merchants: try $0.integer(1)) }
        )
    }
}
