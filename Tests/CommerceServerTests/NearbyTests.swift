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
        try await commerce.service.database.file.write { connection in
            try connection.run(
                """
                INSERT INTO category (id, ref, parent, name, icon, place, is_on, changed)
                VALUES (1, 'c', NULL, 'c', '', 0, 1, 0)
                """
            )
            try connection.run(
                """
                INSERT INTO merchant (id, ref, oper, category, name, brand, region, address,
                    county, city, lng, lat, band, opens, closes, logo, picture, description,
                    contact, phone, is_on, created, changed)
                WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1 * ?1)
                SELECT i + 1, 'm' || i, 1, 1, 'm', '', 1, '', 1, 1,
                    100000000 + (i % ?1 - ?1 / 2) * 577, 40000000 + (i / ?1 - ?1 / 2) * 494,
                    (130000000 + (i / ?1 - ?1 / 2) * 494) / 10000, 0, 0, '', '', '', '', '', 1, 0, 0
                FROM n
                """,
                side
            )
            try connection.run(
                "INSERT INTO merchant_count (city, category, merchants) VALUES (-1, 1, ?1)",
                side * side
            )
        }
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
        try await fill(many, side: 500)
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
                #expect(there.total == 250_000)
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

    /// Out of an ordinary index, and of nothing else.
    @Test func theIndexAnswers() async throws {
        let commerce = try await CommerceWorld()
        let plans = try await commerce.service.database.read { connection in
            try connection.all(
                """
                EXPLAIN QUERY PLAN SELECT id, lng, lat, city, category FROM merchant
                WHERE is_on = 1 AND band = ?1 AND lng BETWEEN ?2 AND ?3
                """,
                1,
                2,
                3,
                row: { try $0.text(3) }
            )
                + connection.all(
                    """
                    EXPLAIN QUERY PLAN SELECT price FROM goods
                    WHERE merchant = ?1 AND is_on = 1 AND ends_on >= ?2 ORDER BY price LIMIT 1
                    """,
                    1,
                    2,
                    row: { try $0.text(3) }
                )
                + connection.all(
                    """
                    EXPLAIN QUERY PLAN SELECT id, category FROM merchant
                    WHERE is_on = 1 AND city = ?1 AND id > ?2 ORDER BY id LIMIT ?3
                    """,
                    1,
                    2,
                    3,
                    row: { try $0.text(3) }
                )
        }
        // Later SQLites see that the index covers all of it.
        #expect(
            plans.map { $0.replacing("COVERING ", with: "") } == [
                "SEARCH merchant USING INDEX merchant_place (band=? AND lng>? AND lng<?)",
                "SEARCH goods USING INDEX goods_price (merchant=?)",
                "SEARCH merchant USING INDEX merchant_city (city=? AND id>?)",
            ]
        )
    }

    /// Few and far away: all of them are looked at.
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
