import Basics
import CommerceDomain
import ServiceKit
import Storage

@testable import CommerceServer

/// Many merchants, written as an operator's are, for tests of searches.
enum Crowd {
    struct Shop: Sendable {
        let lng: Int64
        let lat: Int64
        var city: Int64 = 1
        var category: Int64 = 1
        var name = "m"

        var point: GeoPoint { GeoPoint(lng: lng, lat: lat) ?? GeoPoint.zero }
    }

    /// Numbers them from 1; categories 1 to 4 are there.
    static func write(_ shops: [Shop], in commerce: CommerceWorld) async throws {
        let initials = commerce.service.initials
        try await commerce.service.database.write { unit in
            for number in 1...4 as ClosedRange<Int64> {
                try unit.connection.run(
                    """
                    INSERT INTO category (id, ref, parent, name, icon, place, is_on, changed)
                    VALUES (?1, 'c' || ?1, NULL, 'c', '', 0, 1, 0)
                    """,
                    number
                )
            }
            let store = MerchantStore(connection: unit.connection)
            for (place, shop) in shops.enumerated() {
                let details = Merchant.Details(
                    ref: "m\(place + 1)",
                    category: ID(shop.category),
                    name: shop.name,
                    address: "",
                    point: shop.point
                )
                let merchant = Merchant(
                    id: ID(Int64(place + 1)),
                    oper: 1,
                    isOn: true,
                    details: details
                )
                _ = try store.add(
                    MerchantStore.Record(merchant: merchant, county: shop.city, city: shop.city),
                    initials,
                    at: unit.now
                )
            }
        }
    }

    /// What a search finds.
    static func find(
        _ query: MerchantQuery,
        under categories: Set<Int64>? = nil,
        mostRead: Int? = nil,
        in commerce: CommerceWorld
    ) async throws -> MerchantFinder.Found {
        try await commerce.service.database.read { connection in
            var finder = MerchantFinder(
                connection: connection,
                initials: commerce.service.initials,
                query: query,
                categories: categories.map { Set($0.map { ID($0) }) }
            )
            if let mostRead { finder.mostRead = mostRead }
            return try finder.find()
        }
    }

    /// What it has to find, by looking at all of them. Without a point all distances are nothing.
    static func expected(
        _ query: MerchantQuery,
        under categories: Set<Int64>? = nil,
        among shops: [Shop]
    ) -> (total: Int, hits: [MerchantFinder.Hit]) {
        var hits: [MerchantFinder.Hit] = []
        for (place, shop) in shops.enumerated() {
            guard query.city ?? shop.city == shop.city,
                categories?.contains(shop.category) ?? true
            else { continue }
            let metres = query.point?.metres(to: shop.point) ?? 0
            if query.point != nil, let radius = query.radius, metres > Double(radius) { continue }
            hits.append(MerchantFinder.Hit(merchant: ID(Int64(place + 1)), metres: metres))
        }
        hits.sort { ($0.metres, $0.merchant) < ($1.metres, $1.merchant) }
        return (hits.count, Array(hits.dropFirst(query.skipped).prefix(20)))
    }
}

extension GeoPoint {
    /// Where the equator meets Greenwich.
    static var zero: GeoPoint {
        guard let zero = GeoPoint(lng: 0, lat: 0) else { fatalError("no zero") }
        return zero
    }
}
