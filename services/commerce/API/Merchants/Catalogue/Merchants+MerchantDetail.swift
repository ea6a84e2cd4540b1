import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/merchant/detail?id=…`: one merchant.
    enum MerchantDetail: MerchantsEndpoint {
        static let route = MerchantsRoutes.merchantDetail

        struct Input: EndpointInput {
            private static let id = Field.id("id", "The merchant.")

            let id: ID<Merchant>
            let point: GeoPoint?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(Self.id))
                point = try MerchantsFields.point(fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueAbsence>) -> MerchantLine {
            let view = try await commerce.merchant(input.id, from: input.point)
            return MerchantLine(view, CatalogueShowing(commerce, to: caller.identity))
        }

        static let refusals = [CatalogueAbsence.merchant]

        static func code(for refusal: CatalogueAbsence) -> Code { refusal.code }
    }
}

extension CatalogueAbsence {
    var code: Code {
        switch self {
        case .merchant: Code(10001, "商家不存在或已停业")
        case .goods: Code(10001, "商品不存在或已下架")
        }
    }
}
