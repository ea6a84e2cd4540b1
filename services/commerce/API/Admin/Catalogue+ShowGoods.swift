import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/goods/{id}`: one good.
    enum ShowGoods: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.showGoods

        struct Input: EndpointInput {
            let id: ID<Goods>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> GoodsRow {
            let scope = caller.administrator.merchantScope
            return GoodsRow(try await commerce.office(input.id, in: scope), commerce)
        }

        static let refusals = [CatalogueProblem.unknown]

        static func code(for refusal: CatalogueProblem) -> Code { refusal.code }
    }
}
