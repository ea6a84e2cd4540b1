import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/vouchers/redeem {verify_code}`: hands over what it is for, once.
    enum RedeemVoucher: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.redeemVoucher

        struct Input: EndpointInput {
            let code: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                code = try fields.read(VoucherWire.code)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<VoucherRefusal>) -> VoucherWire.Output {
            let counter = try await commerce.orders
                .redeem(input.code, by: VoucherWire.staff(caller))
            return VoucherWire.Output(counter)
        }

        static let refusals = VoucherWire.found + VoucherWire.obstacles

        static func failure(for refusal: VoucherRefusal) -> TransportFailure? {
            VoucherWire.failure(for: refusal)
        }

        static func retryAfterSeconds(for refusal: VoucherRefusal) -> Int? {
            VoucherWire.retryAfterSeconds(for: refusal)
        }

        static func code(for refusal: VoucherRefusal) -> Code { VoucherWire.code(for: refusal) }
    }
}
