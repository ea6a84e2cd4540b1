import Basics
import CommerceDomain
import ServiceKit
import Storage

/// What is not there, or not for sale.
enum CatalogueAbsence: Error, Sendable, CaseIterable {
    case merchant
    case goods
}

/// A merchant as somebody sees it.
struct MerchantView: Sendable {
    let record: MerchantStore.Record
    let categoryName: String
    /// How far off; nil where they do not say where they are.
    let metres: Double?
    /// The lowest price there; nil where nothing is on sale.
    let lowest: Money?
}

/// A good as somebody sees it.
struct GoodsView: Sendable {
    let goods: Goods
    /// The centre of its merchant.
    let oper: Int64
}

extension CommerceService {
    /// The categories in service.
    func categories() async throws(Failure<Never>) -> CategoryTree {
        try await database.read(refusing: Never.self) {
            try CategoryStore(connection: $0).tree(onlyInService: true)
        }
    }

    /// A page of merchants in service, and how many there are.
    func merchants<Refusal: Error & Sendable>(
        _ query: MerchantQuery,
        refusing: Refusal.Type
    ) async throws(Failure<Refusal>) -> (total: Int64, views: [MerchantView]) {
        metrics.searches.add()
        let today = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: Refusal.self) { connection in
            let store = CategoryStore(connection: connection)
            // Mostly everything is asked for, and all of it is on.
            let categories =
                try query.category == nil && !store.isAnyOff()
                ? nil : store.tree(onlyInService: false).listed(under: query.category)
            let names = try store.names()
            let isPastTheEnd = query.page > MerchantQuery.mostPages
            let found = try MerchantFinder(
                connection: connection,
                initials: initials,
                query: isPastTheEnd ? query.firstPage : query,
                categories: categories
            )
            .find()
            guard !isPastTheEnd else { return (found.total, []) }
            let views = try found.hits.compactMap { hit in
                try view(hit, isFar: query.point != nil, names, on: today, connection)
            }
            return (found.total, views)
        }
    }

    private func view(
        _ hit: MerchantFinder.Hit,
        isFar: Bool,
        _ names: [ID<Category>: String],
        on day: Day,
        _ connection: Connection
    ) throws -> MerchantView? {
        let store = MerchantStore(connection: connection)
        guard let record = try store.record(hit.merchant) else { return nil }
        return MerchantView(
            record: record,
            categoryName: names[record.merchant.details.category] ?? "",
            metres: isFar ? hit.metres : nil,
            lowest: try store.lowestPrice(of: hit.merchant, on: day)
        )
    }

    /// One merchant in service, from where somebody is.
    func merchant(
        _ id: ID<Merchant>,
        from point: GeoPoint?
    ) async throws(Failure<CatalogueAbsence>) -> MerchantView {
        let today = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: CatalogueAbsence.self) { connection in
            let store = MerchantStore(connection: connection)
            guard let record = try store.record(id), record.merchant.isOn else {
                throw CatalogueAbsence.merchant
            }
            let details = record.merchant.details
            let category = try CategoryStore(connection: connection).category(details.category)
            return MerchantView(
                record: record,
                categoryName: category?.name ?? "",
                metres: point?.metres(to: details.point),
                lowest: try store.lowestPrice(of: id, on: today)
            )
        }
    }

    /// What a merchant in service has on sale.
    func goods(
        of merchant: ID<Merchant>,
        page: Int64
    ) async throws(Failure<CatalogueAbsence>) -> [GoodsView] {
        let today = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: CatalogueAbsence.self) { connection in
            let merchants = MerchantStore(connection: connection)
            guard let oper = try merchants.centre(ofOneInService: merchant) else {
                throw CatalogueAbsence.merchant
            }
            return try GoodsStore(connection: connection)
                .onSale(at: merchant, on: today, skipping: (page - 1) * 100, upTo: 100)
                .map { GoodsView(goods: $0, oper: oper) }
        }
    }

    /// One good that is on sale.
    func goods(_ id: ID<Goods>) async throws(Failure<CatalogueAbsence>) -> GoodsView {
        let today = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: CatalogueAbsence.self) { connection in
            guard let goods = try GoodsStore(connection: connection).goods(id),
                goods.isOnSale(on: today),
                let oper = try MerchantStore(connection: connection)
                    .centre(ofOneInService: goods.merchant)
            else { throw CatalogueAbsence.goods }
            return GoodsView(goods: goods, oper: oper)
        }
    }
}
