import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `PATCH /admin/commerce/categories/{id} {name?, pid?, icon?, place?, status?, reason?}`: changes
    /// what is named; `status` 2 takes it off.
    enum ChangeCategory: CatalogueChange {
        static let route = CommerceAdminRoutes.changeCategory

        struct Input: EndpointInput {
            let id: ID<Category>
            let form: CategoryForm
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
                form = try CategoryForm(fields)
                reason = try fields.read(AdminFields.optionalReason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> CategoryRow {
            let changed = try await commerce.atDesk(caller, reason: input.reason) { desk in
                _ = try desk.put(input.form, at: desk.category(input.id))
                return try desk.category(input.id)
            }
            return CategoryRow(changed, commerce)
        }

        static let refusals: [CatalogueProblem] = [
            .unknown, .categoryUnknown, .pictureUnknown, .incomplete, .tooDeep,
        ]
    }
}
