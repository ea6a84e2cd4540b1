import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/payout-switch/stop {reason}`: no red packet is paid out any more.
    enum StopPayouts: AdminEndpoint {
        static let route = TreasureAdminRoutes.stopPayouts

        static func answer(
            _ input: ReasonInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<PayoutDesk.Refusal>) -> NoData {
            let action = AdminAction(caller, reason: input.reason)
            try await PayoutDesk(treasure.redPackets).setAllStopped(true, by: action)
            return NoData()
        }

        static let refusals: [PayoutDesk.Refusal] = [.unchanged]

        static func code(for refusal: PayoutDesk.Refusal) -> Code { unchanged }
    }
}

/// The parameters of a change that needs nothing but a reason.
struct ReasonInput: EndpointInput {
    let reason: String

    init(_ fields: FieldReader) throws(ParameterProblem) {
        reason = try fields.read(AdminFields.reason)
    }
}
