import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `PATCH /admin/commerce/goods/{id} {name?, price?, …, reason?}`: changes what is named; `status` 2
    /// takes it off. Orders keep what they were placed with.
    enum ChangeGoods: CatalogueChange {
        static let route = CommerceAdminRoutes.changeGoods

        struct Input: EndpointInput {
            let id: ID<Goods>
            let form: GoodsForm
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
                form = try GoodsForm(fields)
                reason = try fields.read(AdminFields.optionalReason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> GoodsRow {
            let changed = try await commerce.atDesk(caller, reason: input.reason) { desk in
                _ = try desk.put(input.form, at: desk.goods(input.id))
                return try desk.goods(input.id)
            }
            return GoodsRow(changed, commerce)
        }

        static let refusals: [CatalogueProblem] = [
            .unknown, .pictureUnknown, .incomplete, .datesReversed,
        ]
    }
}
