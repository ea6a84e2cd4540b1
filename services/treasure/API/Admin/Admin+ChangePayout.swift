import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/payouts/{id}/{step} {reason}`: `retry`, `hold`, `release` or `cancel`.
    enum ChangePayout: AdminEndpoint {
        static let route = TreasureAdminRoutes.changePayout

        static func answer(
            _ input: MoneyStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<PayoutDesk.Refusal>) -> PayoutWire {
            let action = AdminAction(caller, reason: input.reason)
            let desk = PayoutDesk(treasure.redPackets)
            return PayoutWire(
                try await desk.take(input.step, onPayout: ID(input.id), by: action)
            )
        }

        static let refusals: [PayoutDesk.Refusal] = [.unknown, .stateForbids]

        static func code(for refusal: PayoutDesk.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(404, "There is no such payout.", name: "payout_unknown")
            case .stateForbids: stateForbids
            case .unchanged: unchanged
            }
        }
    }
}
