import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `POST /admin/commerce/goods/{id}/stock {change | stock | uncounted, reason}`.
    enum ChangeStock: CatalogueChange {
        static let route = CommerceAdminRoutes.changeStock

        struct Input: EndpointInput {
            private static let change = Field.integer(
                "change",
                "How many come in; below nothing, how many go out.",
                in: -Goods.mostStock...Goods.mostStock
            )
            private static let stock = Field.integer(
                "stock",
                "How many there are; begins to count.",
                in: 0...Goods.mostStock
            )
            private static let uncounted = Field.flag(
                "uncounted",
                "Whether nobody counts any more."
            )

            let id: ID<Goods>
            let change: StockChange
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
                reason = try fields.read(AdminFields.reason)
                if let pieces = try fields.readIfPresent(Self.change) {
                    change = .by(pieces)
                } else if let stock = try fields.readIfPresent(Self.stock) {
                    change = .to(stock)
                } else {
                    guard try fields.read(Self.uncounted) else { throw .missing("stock") }
                    change = .uncounted
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> GoodsRow {
            let changed = try await commerce.atDesk(caller, reason: input.reason) { desk in
                try desk.change(desk.goods(input.id), input.change)
            }
            return GoodsRow(changed, commerce)
        }

        static let refusals: [CatalogueProblem] = [.unknown, .stockTooLow]
    }
}
