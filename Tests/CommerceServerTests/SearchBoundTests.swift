import Basics
import CommerceDomain
import ServiceKit
import Testing

@testable import CommerceServer

/// What searches read is bounded by what they answer, wherever somebody is, and whatever there is.
@Suite struct SearchBoundTests {
    /// In the Gobi, where nobody is.
    private static let gobi = GeoPoint(lng: 103_000_000, lat: 43_000_000)

    /// So many in a crowd of some kilometres in Shanghai, under categories 1 to 3 and in cities 1 and
    /// 2; forty of category 4 all over the country; a dozen in one house.
    private static func country(_ count: Int, _ seed: UInt64) -> [Crowd.Shop] {
        var random = SplitMix64(seed: seed)
        var shops = (0..<count).map { _ in
            Crowd.Shop(
                lng: 121_400_000 + Int64(random.below(120_000)),
                lat: 31_150_000 + Int64(random.below(120_000)),
                city: Int64(1 + random.below(2)),
                category: Int64(1 + random.below(3))
            )
        }
        shops += (0..<40).map { _ in
            Crowd.Shop(
                lng: 85_000_000 + Int64(random.below(40_000_000)),
                lat: 22_000_000 + Int64(random.below(25_000_000)),
                city: 3,
                category: 4
            )
        }
        return shops
            + (0..<12).map { _ in Crowd.Shop(lng: 121_450_000, lat: 31_200_000, category: 2) }
    }

    /// Against looking at each of them: any place, city, categories, radius and page.
    @Test(arguments: [1, 2] as [UInt64])
    func findsWhatThereIs(_ seed: UInt64) async throws {
        let commerce = try await CommerceWorld()
        let shops = Self.country(2_000, seed)
        try await Crowd.write(shops, in: commerce)
        var random = SplitMix64(seed: seed)
        let places =
            shops.map(\.point)
            + (0..<500).map { _ in
                GeoPoint(
                    lng: Int64(random.below(360_000_001)) - 180_000_000,
                    lat: Int64(random.below(180_000_001)) - 90_000_000
                ) ?? .zero
            }
        let families: [Set<Int64>?] = [nil, nil, [1], [4], [2, 3], [1, 2, 3, 4], []]
        for step in 0..<300 {
            var query = MerchantQuery()
            query.city = [nil, 1, 2, 3, 9][random.below(5)]
            query.point = step % 4 == 0 ? nil : places[random.below(places.count)]
            query.radius = [nil, nil, 300, 5_000, 900_000, 30_000_000][random.below(6)]
            query.page = Int64(1 + random.below(3))
            let family = families[random.below(families.count)]
            query.category = family?.first.map { ID($0) }
            let found = try await Crowd.find(query, under: family, in: commerce)
            let expected = Crowd.expected(query, under: family, among: shops)
            #expect(found.total == Int64(expected.total), "\(query) \(family ?? [])")
            #expect(found.hits == expected.hits, "\(query) \(family ?? [])")
        }
    }

    /// From empty country, four times as many cost next to nothing more, filtered or not.
    @Test func emptyCountry() async throws {
        let (few, many) = (try await CommerceWorld(), try await CommerceWorld())
        try await Crowd.write(Self.country(3_000, 3), in: few)
        try await Crowd.write(Self.country(12_000, 3), in: many)
        let filters: [(Int64?, Set<Int64>?)] = [
            (nil, nil), (1, nil), (nil, [1]), (1, [2]), (nil, [1, 2, 3]), (nil, [4]),
        ]
        for (city, family) in filters {
            for point in [Self.gobi, .zero, GeoPoint(lng: 121_460_000, lat: 31_210_000)] {
                var query = MerchantQuery()
                query.point = point
                query.city = city
                query.category = family?.first.map { ID($0) }
                let here = try await Crowd.find(query, under: family, in: few)
                let there = try await Crowd.find(query, under: family, in: many)
                #expect(here.hits.count == 20 && there.hits.count == 20)
                // Some thousand for each of the categories that are read side by side.
                let most = 1_500 * max(1, family?.count ?? 0)
                #expect(here.rowsRead < most, "\(query)")
                #expect(there.rowsRead < most, "\(query)")
                #expect(there.rowsRead < here.rowsRead * 3 / 2 + 100, "\(query)")
                // A radius beyond which nobody is counts for nothing.
                query.radius = 40_000_000
                let all = try await Crowd.find(query, under: family, in: many)
                #expect(all.rowsRead == there.rowsRead)
            }
        }
    }

    /// Few of a category among a crowd are found without the crowd, by place and by number.
    @Test func fewAmongMany() async throws {
        let commerce = try await CommerceWorld()
        var shops = Self.country(6_000, 4)
        shops.append(Crowd.Shop(lng: 121_460_000, lat: 31_210_000, category: 4))
        try await Crowd.write(shops, in: commerce)
        var query = MerchantQuery()
        query.category = ID(4)
        for radius in [nil, 5_000] as [Int64?] {
            for point in [nil, shops.last?.point] {
                query.point = point
                query.radius = radius
                let found = try await Crowd.find(query, under: [4], in: commerce)
                #expect(found.rowsRead < 300, "\(query) \(found.rowsRead)")
                #expect(found.total == (point != nil && radius != nil ? 1 : 41))
            }
        }
    }

    // MARK: Keywords

    /// All of a crowd have one name, and twelve more.
    private static func crowd(_ count: Int) -> [Crowd.Shop] {
        country(count, 5).enumerated().map { place, shop in
            var shop = shop
            shop.name = place % 3 == 0 ? "老灶火锅" : "蜀香火锅"
            return shop
        }
    }

    /// One gram: the index has the number of all, and the nearest are read alone.
    @Test func aCommonKeyword() async throws {
        let commerce = try await CommerceWorld()
        let shops = Self.crowd(4_000)
        try await Crowd.write(shops, in: commerce)
        for point in [Self.gobi, shops[7].point] {
            for city in [nil, 1] as [Int64?] {
                var query = MerchantQuery()
                query.keyword = Keyword("火锅")
                query.point = point
                query.city = city
                query.page = 2
                let found = try await Crowd.find(query, in: commerce)
                let expected = Crowd.expected(query, among: shops)
                #expect(found.total == Int64(expected.total))
                #expect(found.hits == expected.hits)
                #expect(found.rowsRead < 1_000, "\(found.rowsRead)")
            }
        }
    }

    /// What has to be looked at name by name ends after so many: what is found is the nearest.
    @Test(arguments: ["老灶火锅", "lzhg", "火锅"])
    func oneThatIsLookedFor(_ text: String) async throws {
        let commerce = try await CommerceWorld()
        let shops = Self.crowd(4_000)
        try await Crowd.write(shops, in: commerce)
        let named = shops.enumerated().map { place, shop in
            var shop = shop
            // Who has not the name is somewhere else altogether.
            if text != "火锅", place % 3 != 0 { shop.category = 99 }
            return shop
        }
        for point in [shops[7].point, nil] {
            var query = MerchantQuery()
            query.keyword = Keyword(text)
            query.point = point
            query.radius = 2_000_000
            let found = try await Crowd.find(query, mostRead: 1_000, in: commerce)
            #expect(found.rowsRead < 1_400, "\(found.rowsRead)")
            #expect(found.hits.count == 20)
            #expect(found.total >= 20)
            if point != nil {
                let family: Set<Int64> = [1, 2, 3, 4]
                let expected = Crowd.expected(query, under: family, among: named)
                #expect(found.hits == expected.hits)
                #expect(found.total < Int64(expected.total))
                // Unbounded it would be all of them.
                let all = try await Crowd.find(query, mostRead: 1_000_000, in: commerce)
                #expect(all.total == Int64(expected.total))
            }
        }
    }

    /// Few of a category are looked at themselves, however common the keyword is.
    @Test func aCommonKeywordOfFew() async throws {
        let commerce = try await CommerceWorld()
        let shops = Self.crowd(4_000)
        try await Crowd.write(shops, in: commerce)
        var query = MerchantQuery()
        query.keyword = Keyword("火锅")
        query.category = ID(4)
        for point in [nil, Self.gobi] {
            query.point = point
            let found = try await Crowd.find(query, under: [4], mostRead: 1_000, in: commerce)
            let expected = Crowd.expected(query, under: [4], among: shops)
            #expect(found.total == 40)
            #expect(found.hits == expected.hits)
            #expect(found.rowsRead < 400, "\(found.rowsRead)")
        }
    }
}
