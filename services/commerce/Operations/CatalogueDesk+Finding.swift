import Basics
import CommerceDomain
import Storage

extension CatalogueDesk {
    func category(_ id: ID<Category>) throws -> Category {
        guard let category = try CategoryStore(connection: connection).category(id) else {
            throw CatalogueProblem.unknown
        }
        return category
    }

    func merchant(_ id: ID<Merchant>) throws -> MerchantStore.Record {
        guard isInScope(id), let record = try MerchantStore(connection: connection).record(id)
        else { throw CatalogueProblem.unknown }
        return record
    }

    func goods(_ id: ID<Goods>) throws -> Goods {
        try CommerceService.goods(id, in: scope, connection)
    }
}
