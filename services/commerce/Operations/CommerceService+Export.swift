import Basics
import CommerceDomain
import ServiceKit
import Storage

extension CommerceService {
    /// A part of an export, and what the next one begins behind; categories come in one.
    func exported(
        _ kind: CatalogueKind,
        after id: Int64
    ) async throws -> (rows: [[CatalogueCell]], next: Int64?) {
        try await database.read { connection in
            switch kind {
            case .categories:
                let tree = try CategoryStore(connection: connection).tree(onlyInService: false)
                let rows = tree.inOrder.map { category in
                    CatalogueRows.cells(
                        of: category,
                        parent: category.parent.flatMap { tree[$0] }
                    )
                }
                return (rows, nil)
            case .merchants:
                let categories = CategoryStore(connection: connection)
                let tree = try categories.tree(onlyInService: false)
                let records = try MerchantStore(connection: connection)
                    .records(after: ID(id), upTo: Self.exportedAtOnce)
                let rows = records.map { record in
                    CatalogueRows.cells(
                        of: record.merchant,
                        category: tree[record.merchant.details.category]
                    )
                }
                return (rows, records.last?.merchant.id.rawValue)
            case .goods:
                let merchants = MerchantStore(connection: connection)
                let goods = try GoodsStore(connection: connection)
                    .goods(after: ID(id), of: nil, upTo: Self.exportedAtOnce)
                let rows = try goods.map { goods in
                    let merchant = try merchants.record(goods.merchant)?.merchant
                    return CatalogueRows.cells(
                        of: goods,
                        merchantRef: merchant?.details.ref ?? ""
                    )
                }
                return (rows, goods.last?.id.rawValue)
            }
        }
    }

    private static let exportedAtOnce: Int64 = 200
}
