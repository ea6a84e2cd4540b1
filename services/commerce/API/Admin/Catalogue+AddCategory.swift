import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `POST /admin/commerce/categories {name, pid?, ref?, icon?, place?, status?}`: makes one.
    enum AddCategory: CatalogueChange {
        static let route = CommerceAdminRoutes.addCategory

        struct Input: EndpointInput {
            let form: CategoryForm

            init(_ fields: FieldReader) throws(ParameterProblem) {
                form = try CategoryForm(new: fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> CategoryRow {
            let made = try await commerce.atDesk(caller) { desk in
                let id = try desk.put(input.form, at: nil).id
                return try desk.category(id)
            }
            return CategoryRow(made, commerce)
        }

        static let refusals: [CatalogueProblem] = [
            .categoryUnknown, .pictureUnknown, .refTaken, .incomplete, .tooDeep, .tooMany,
        ]
    }
}
