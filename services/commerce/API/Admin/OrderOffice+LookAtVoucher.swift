import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/vouchers/{verify_code}`: what it is for, before it is redeemed.
    enum LookAtVoucher: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.lookAtVoucher

        struct Input: EndpointInput {
            let code: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                code = try fields.read(VoucherWire.code.inPath)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<VoucherRefusal>) -> VoucherWire.Output {
            let counter = try await commerce.orders
                .look(at: input.code, by: VoucherWire.staff(caller))
            return VoucherWire.Output(counter)
        }

        static let refusals = VoucherWire.found

        static func failure(for refusal: VoucherRefusal) -> TransportFailure? {
            VoucherWire.failure(for: refusal)
        }

        static func retryAfterSeconds(for refusal: VoucherRefusal) -> Int? {
            VoucherWire.retryAfterSeconds(for: refusal)
        }

        static func code(for refusal: VoucherRefusal) -> Code { VoucherWire.code(for: refusal) }
    }
}
