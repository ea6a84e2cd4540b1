import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `POST /admin/commerce/goods {merchant_id, name, price, start_date, end_date, stock?, …}`: makes
    /// one.
    enum AddGoods: CatalogueChange {
        static let route = CommerceAdminRoutes.addGoods

        struct Input: EndpointInput {
            let form: GoodsForm

            init(_ fields: FieldReader) throws(ParameterProblem) {
                form = try GoodsForm(new: fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> GoodsRow {
            let made = try await commerce.atDesk(caller) { desk in
                let id = try desk.put(input.form, at: nil).id
                return try desk.goods(id)
            }
            return GoodsRow(made, commerce)
        }

        static let refusals: [CatalogueProblem] = [
            .merchantUnknown, .pictureUnknown, .refTaken, .incomplete, .datesReversed,
        ]
    }
}
