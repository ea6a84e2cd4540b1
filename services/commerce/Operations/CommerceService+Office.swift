import Admin
import AuthCalls
import Basics
import CommerceDomain
import Contracts
import Media
import ServiceKit
import Storage

extension Operator {
    /// The merchants that whoever is nothing but their manager sees; nil for all.
    var merchantScope: Set<ID<Merchant>>? {
        has(oneOf: [.owner, .editor, .support, .finance, .viewer])
            ? nil : Set(merchants.map { ID($0) })
    }
}

extension CommerceService {
    /// Works in the catalogue, in one unit.
    func atDesk<Value: Sendable, Refusal: Error & Sendable>(
        _ caller: Caller<Operator>,
        reason: String = "",
        needsCentres: Bool = false,
        refusing: Refusal.Type = CatalogueProblem.self,
        _ work: @escaping @Sendable (CatalogueDesk) throws -> Value
    ) async throws(Failure<Refusal>) -> Value {
        let action = AdminAction(caller, reason: reason)
        let scope = caller.administrator.merchantScope
        let centres = needsCentres ? try await centres(refusing: Refusal.self) : []
        return try await database.write(refusing: Refusal.self) { unit in
            try work(
                CatalogueDesk(
                    unit: unit,
                    areas: areas,
                    initials: initials,
                    links: uploads.links,
                    centres: centres,
                    action: action,
                    scope: scope
                )
            )
        }
    }

    private func centres<Refusal: Error & Sendable>(
        refusing: Refusal.Type
    ) async throws(Failure<Refusal>) -> Set<Int64> {
        do throws(Failure<Never>) {
            return Set(try await apps.all().map(\.oper))
        } catch {
            switch error {
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault: throw .fault
            }
        }
    }

    /// All categories, in service or not.
    func allCategories() async throws(Failure<Never>) -> CategoryTree {
        try await database.read(refusing: Never.self) {
            try CategoryStore(connection: $0).tree(onlyInService: false)
        }
    }

    /// A part of the merchants that an operator sees.
    func merchants(
        after id: ID<Merchant>,
        in scope: Set<ID<Merchant>>?,
        upTo limit: Int64
    ) async throws(Failure<Never>) -> [MerchantStore.Record] {
        try await database.read(refusing: Never.self) { connection in
            let store = MerchantStore(connection: connection)
            guard let scope else { return try store.records(after: id, upTo: limit) }
            let mine = scope.filter { $0 > id }.sorted().prefix(Int(limit))
            return try mine.compactMap { try store.record($0) }
        }
    }

    /// One merchant, in service or not.
    func office(
        _ id: ID<Merchant>,
        in scope: Set<ID<Merchant>>?
    ) async throws(Failure<CatalogueProblem>) -> MerchantStore.Record {
        try await database.read(refusing: CatalogueProblem.self) { connection in
            guard scope?.contains(id) ?? true,
                let record = try MerchantStore(connection: connection).record(id)
            else { throw CatalogueProblem.unknown }
            return record
        }
    }

    /// A part of the goods of one merchant, or of all.
    func goods(
        after id: ID<Goods>,
        of merchant: ID<Merchant>?,
        in scope: Set<ID<Merchant>>?,
        upTo limit: Int64
    ) async throws(Failure<CatalogueProblem>) -> [Goods] {
        try await database.read(refusing: CatalogueProblem.self) { connection in
            if let scope {
                guard let merchant, scope.contains(merchant) else {
                    throw CatalogueProblem.unknown
                }
            }
            return try GoodsStore(connection: connection)
                .goods(after: id, of: merchant, upTo: limit)
        }
    }

    /// One good, on sale or not.
    func office(
        _ id: ID<Goods>,
        in scope: Set<ID<Merchant>>?
    ) async throws(Failure<CatalogueProblem>) -> Goods {
        try await database.read(refusing: CatalogueProblem.self) { connection in
            try Self.goods(id, in: scope, connection)
        }
    }

    /// The journal of a good's stock.
    func stock(
        of id: ID<Goods>,
        in scope: Set<ID<Merchant>>?,
        after number: Int64,
        upTo limit: Int64
    ) async throws(Failure<CatalogueProblem>) -> [StockStore.Entry] {
        try await database.read(refusing: CatalogueProblem.self) { connection in
            _ = try Self.goods(id, in: scope, connection)
            return try StockStore(connection: connection)
                .entries(of: id, after: number, upTo: limit)
        }
    }

    static func goods(
        _ id: ID<Goods>,
        in scope: Set<ID<Merchant>>?,
        _ connection: Connection
    ) throws -> Goods {
        guard let goods = try GoodsStore(connection: connection).goods(id),
            scope?.contains(goods.merchant) ?? true
        else { throw CatalogueProblem.unknown }
        return goods
    }
}
