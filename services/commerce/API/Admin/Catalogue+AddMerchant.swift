import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `POST /admin/commerce/merchants {oper_id, category_id, name, address, lng, lat, …}`: makes one.
    /// Its area is found by its coordinates.
    enum AddMerchant: CatalogueChange {
        static let route = CommerceAdminRoutes.addMerchant

        struct Input: EndpointInput {
            let form: MerchantForm

            init(_ fields: FieldReader) throws(ParameterProblem) {
                form = try MerchantForm(new: fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> MerchantRow {
            let made = try await commerce.atDesk(caller, needsCentres: true) { desk in
                let id = try desk.put(input.form, at: nil).id
                return try desk.merchant(id)
            }
            return MerchantRow(made, commerce)
        }

        static let refusals: [CatalogueProblem] = [
            .categoryUnknown, .pictureUnknown, .centreUnknown, .refTaken, .incomplete, .abroad,
        ]
    }
}
