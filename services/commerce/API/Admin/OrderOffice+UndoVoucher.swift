import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/vouchers/undo {verify_code, reason}`: takes a redemption of the last
    /// five minutes back.
    enum UndoVoucher: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.undoVoucher

        struct Input: EndpointInput {
            let code: String
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                code = try fields.read(VoucherWire.code)
                reason = try fields.read(AdminFields.reason)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<VoucherRefusal>) -> VoucherWire.Output {
            let counter = try await commerce.orders
                .undo(input.code, by: VoucherWire.staff(caller, reason: input.reason))
            return VoucherWire.Output(counter)
        }

        static let refusals = VoucherWire.found + [.undoOver]

        static func failure(for refusal: VoucherRefusal) -> TransportFailure? {
            VoucherWire.failure(for: refusal)
        }

        static func retryAfterSeconds(for refusal: VoucherRefusal) -> Int? {
            VoucherWire.retryAfterSeconds(for: refusal)
        }

        static func code(for refusal: VoucherRefusal) -> Code { VoucherWire.code(for: refusal) }
    }
}
