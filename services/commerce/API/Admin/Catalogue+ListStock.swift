import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/goods/{id}/stock?after=…`: the journal of its stock, oldest first.
    enum ListStock: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.listStock

        struct Input: EndpointInput {
            let id: ID<Goods>
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
                after = try fields.readIfPresent(AdminFields.after) ?? 0
                limit = try fields.read(AdminFields.limit)
            }
        }

        struct Row: Payload {
            let number: Int64
            let cause: String
            let change: Int64
            /// Not there where nobody counts from then on.
            let stock_after: Int64?
            let reason: String
            let at: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> AdminPage<Row> {
            AdminPage(
                try await commerce.stock(
                    of: input.id,
                    in: caller.administrator.merchantScope,
                    after: input.after,
                    upTo: input.limit
                ),
                limit: input.limit,
                key: { $0.number },
                row: row
            )
        }

        private static func row(_ entry: StockStore.Entry) -> Row {
            Row(
                number: entry.number,
                cause: entry.cause,
                change: entry.change,
                stock_after: entry.stockAfter,
                reason: entry.reason,
                at: adminTime(entry.at)
            )
        }

        static let refusals = [CatalogueProblem.unknown]

        static func code(for refusal: CatalogueProblem) -> Code { refusal.code }
    }
}
