import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/payout-switch/go {reason}`: red packets are paid out again.
    enum ResumePayouts: AdminEndpoint {
        static let route = TreasureAdminRoutes.resumePayouts

        static func answer(
            _ input: ReasonInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<PayoutDesk.Refusal>) -> NoData {
            let action = AdminAction(caller, reason: input.reason)
            try await PayoutDesk(treasure.redPackets).setAllStopped(false, by: action)
            return NoData()
        }

        static let refusals: [PayoutDesk.Refusal] = [.unchanged]

        static func code(for refusal: PayoutDesk.Refusal) -> Code { unchanged }
    }
}
