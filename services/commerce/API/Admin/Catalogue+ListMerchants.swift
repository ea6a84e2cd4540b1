import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/merchants?after=…`: all merchants, or those of a manager.
    enum ListMerchants: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.listMerchants

        struct Input: EndpointInput {
            let after: ID<Merchant>
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                after = ID(try fields.readIfPresent(AdminFields.after) ?? .min)
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<MerchantRow> {
            AdminPage(
                try await commerce.merchants(
                    after: input.after,
                    in: caller.administrator.merchantScope,
                    upTo: input.limit
                ),
                limit: input.limit,
                key: { $0.merchant.id.rawValue },
                row: { MerchantRow($0, commerce) }
            )
        }
    }
}
