import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/goods?merchant_id=…&after=…`: goods of a merchant, or all.
    enum ListGoods: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.listGoods

        struct Input: EndpointInput {
            private static let merchant = Field.id(
                "merchant_id",
                "Those of this merchant; a manager has to say which."
            )

            let merchant: ID<Merchant>?
            let after: ID<Goods>
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                merchant = try fields.readIfPresent(Self.merchant).map { ID($0) }
                after = ID(try fields.readIfPresent(AdminFields.after) ?? .min)
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> AdminPage<GoodsRow> {
            AdminPage(
                try await commerce.goods(
                    after: input.after,
                    of: input.merchant,
                    in: caller.administrator.merchantScope,
                    upTo: input.limit
                ),
                limit: input.limit,
                key: { $0.id.rawValue },
                row: { GoodsRow($0, commerce) }
            )
        }

        static let refusals = [CatalogueProblem.unknown]

        static func code(for refusal: CatalogueProblem) -> Code { refusal.code }
    }
}
