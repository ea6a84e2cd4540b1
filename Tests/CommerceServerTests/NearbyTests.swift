import Basics
import CommerceDomain
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// What it costs to find what is nearby: as much among many as among few.
@Suite struct NearbyTests {
    /// Merchants in a square grid of 55 m around a place in the Gobi, as dense for any number.
    private func fill(_ commerce: CommerceWorld, side: Int64) async throws {
        try await Crowd.write(
            (0..<side * side).map { number in
                Crowd.Shop(
                    lng: 100_000_000 + (number % side - side / 2) * 577,
                    lat: 40_000_000 + (number / side - side / 2) * 494
                )
            },
            in: commerce
        )
    }

    private func find(
        _ commerce: CommerceWorld,
        radius: Int64?,
        page: Int64 = 1
    ) async throws -> MerchantFinder.Found {
        var query = MerchantQuery()
        query.point = GeoPoint(lng: 100_000_100, lat: 40_000_100)
        query.radius = radius
        query.page = page
        return try await commerce.service.database.read { connection in
            try MerchantFinder(
                connection: connection,
                initials: commerce.service.initials,
                query: query,
                categories: nil
            )
            .find()
        }
    }

    @Test func amongManyAsAmongFew() async throws {
        let few = try await CommerceWorld()
        try await fill(few, side: 170)
        let many = try await CommerceWorld()
        try await fill(many, side: 300)
        for radius in [3_000, nil] as [Int64?] {
            let here = try await find(few, radius: radius)
            let there = try await find(many, radius: radius)
            #expect(here.rowsRead == there.rowsRead)
            #expect(here.hits.map(\.metres) == there.hits.map(\.metres))
            // Little more than what lies in the circle is looked at.
            if radius != nil {
                #expect(here.total == there.total)
                #expect(here.total > 8_000)
                #expect(Double(here.rowsRead) < Double(here.total) * 1.4)
            } else {
                #expect(here.rowsRead < 2_000)
                #expect(there.total == 90_000)
            }
        }
    }

    /// Against looking at every one of them.
    @Test(arguments: [1, 2, 7] as [Int64])
    func theNearestFirst(_ page: Int64) async throws {
        let commerce = try await CommerceWorld()
        try await fill(commerce, side: 60)
        let point = try #require(GeoPoint(lng: 100_000_100, lat: 40_000_100))
        let all = try await commerce.service.database.read { connection in
            try connection.all("SELECT id, lng, lat FROM merchant") { row in
                MerchantFinder.Hit(
                    merchant: try row.id(0),
                    metres: point.metres(
                        to: try #require(GeoPoint(lng: row.integer(1), lat: row.integer(2)))
                    )
                )
            }
        }
        .sorted { ($0.metres, $0.merchant) < ($1.metres, $1.merchant) }
        let skipped = Int(page - 1) * 20
        for radius in [nil, 400, 1_000] as [Int64?] {
            let found = try await find(commerce, radius: radius, page: page)
            let inside = all.filter { $0.metres <= radius.map(Double.init) ?? .infinity }
            #expect(found.total == Int64(inside.count))
            #expect(found.hits == Array(inside.dropFirst(skipped).prefix(20)))
        }
    }

    private static let statements: [(StaticString, String)] = [
        (
            """
            EXPLAIN QUERY PLAN SELECT id, lng, lat, city, category FROM merchant
            WHERE is_on = 1 AND band = 1 AND lng BETWEEN 2 AND 3
            """,
            "merchant USING COVERING INDEX merchant_place (band=? AND lng>? AND lng<?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id, cell, 0 FROM merchant WHERE is_on = 1 AND cell BETWEEN 1 AND 2
            ORDER BY cell, id LIMIT 3
            """,
            "merchant USING COVERING INDEX merchant_cell (cell>? AND cell<?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id, cell, 0 FROM merchant
            WHERE is_on = 1 AND city = 4 AND cell BETWEEN 1 AND 2 ORDER BY cell, id LIMIT 3
            """,
            "merchant USING COVERING INDEX merchant_cell_in_city (city=? AND cell>? AND cell<?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id, cell, category FROM merchant
            WHERE is_on = 1 AND category = 4 AND cell BETWEEN 1 AND 2 ORDER BY cell, id LIMIT 3
            """,
            "merchant USING COVERING INDEX merchant_cell_under (category=? AND cell>? AND cell<?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id, cell, category FROM merchant
            WHERE is_on = 1 AND city = 4 AND category = 5 AND cell BETWEEN 1 AND 2
            ORDER BY cell, id LIMIT 3
            """,
            "merchant USING COVERING INDEX merchant_cell_in_city_under "
                + "(city=? AND category=? AND cell>? AND cell<?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT merchant, cell, category FROM merchant_gram
            WHERE gram = 4 AND city = 5 AND cell BETWEEN 1 AND 2 ORDER BY cell, merchant LIMIT 3
            """,
            "merchant_gram USING PRIMARY KEY (gram=? AND city=? AND cell>? AND cell<?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id FROM merchant WHERE is_on = 1 AND id > 1 ORDER BY id LIMIT 2
            """,
            "merchant USING COVERING INDEX merchant_listed (id>?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id FROM merchant WHERE is_on = 1 AND city = 3 AND id > 1
            ORDER BY id LIMIT 2
            """,
            "merchant USING COVERING INDEX merchant_in_city (city=? AND id>?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id FROM merchant WHERE is_on = 1 AND category = 3 AND id > 1
            ORDER BY id LIMIT 2
            """,
            "merchant USING COVERING INDEX merchant_under (category=? AND id>?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT id FROM merchant
            WHERE is_on = 1 AND city = 3 AND category = 4 AND id > 1 ORDER BY id LIMIT 2
            """,
            "merchant USING COVERING INDEX merchant_in_city_under "
                + "(city=? AND category=? AND id>?)"
        ),
        (
            """
            EXPLAIN QUERY PLAN SELECT price FROM goods
            WHERE merchant = 1 AND is_on = 1 AND ends_on >= 2 ORDER BY price LIMIT 1
            """,
            "goods USING INDEX goods_price (merchant=?)"
        ),
    ]

    /// Each statement of a search out of one ordinary index, and of nothing else.
    @Test func theIndexAnswers() async throws {
        let commerce = try await CommerceWorld()
        for (statement, index) in Self.statements {
            let plan = try await commerce.service.database.read { connection in
                try connection.all(statement, row: { try $0.text(3) })
            }
            // Later SQLites see of more of them that the index covers all.
            let goods = plan.map { $0.replacing("goods USING COVERING", with: "goods USING") }
            #expect(goods == ["SEARCH \(index)"])
        }
    }

    /// From the other side of the globe.
    @Test func fromFarAway() async throws {
        let commerce = try await CommerceWorld()
        try await fill(commerce, side: 50)
        var query = MerchantQuery()
        query.point = GeoPoint(lng: -100_000_000, lat: -40_000_000)
        let found = try await commerce.service.database.read { [query] connection in
            try MerchantFinder(
                connection: connection,
                initials: commerce.service.initials,
                query: query,
                categories: nil
            )
            .find()
        }
        #expect(found.total == 2_500)
        #expect(found.hits.count == 20)
    }
}
