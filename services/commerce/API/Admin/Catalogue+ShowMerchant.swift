import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/merchants/{id}`: one merchant.
    enum ShowMerchant: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.showMerchant

        struct Input: EndpointInput {
            let id: ID<Merchant>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> MerchantRow {
            let scope = caller.administrator.merchantScope
            return MerchantRow(try await commerce.office(input.id, in: scope), commerce)
        }

        static let refusals = [CatalogueProblem.unknown]

        static func code(for refusal: CatalogueProblem) -> Code { refusal.code }
    }
}
