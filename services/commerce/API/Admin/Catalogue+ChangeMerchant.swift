import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `PATCH /admin/commerce/merchants/{id} {name?, address?, lng?, lat?, …, reason?}`: changes what
    /// is named; `status` 2 takes it off.
    enum ChangeMerchant: CatalogueChange {
        static let route = CommerceAdminRoutes.changeMerchant

        struct Input: EndpointInput {
            let id: ID<Merchant>
            let form: MerchantForm
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(CatalogueFields.id))
                form = try MerchantForm(fields)
                reason = try fields.read(AdminFields.optionalReason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueProblem>) -> MerchantRow {
            let changed = try await commerce.atDesk(
                caller,
                reason: input.reason,
                needsCentres: input.form.oper != nil
            ) { desk in
                _ = try desk.put(input.form, at: desk.merchant(input.id))
                return try desk.merchant(input.id)
            }
            return MerchantRow(changed, commerce)
        }

        static let refusals: [CatalogueProblem] = [
            .unknown, .categoryUnknown, .pictureUnknown, .centreUnknown, .incomplete, .abroad,
        ]
    }
}
