import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/refunds/{id}/{step} {reason}`: `retry`, `hold`, `release` or `cancel`.
    enum ChangeRefund: AdminEndpoint {
        static let route = TreasureAdminRoutes.changeRefund

        static func answer(
            _ input: MoneyStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<PayoutDesk.Refusal>) -> RefundWire {
            let action = AdminAction(caller, reason: input.reason)
            let desk = PayoutDesk(treasure.redPackets)
            return RefundWire(
                try await desk.take(input.step, onRefund: ID(input.id), by: action)
            )
        }

        static let refusals: [PayoutDesk.Refusal] = [.unknown, .stateForbids]

        static func code(for refusal: PayoutDesk.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(404, "There is no such refund.", name: "refund_unknown")
            case .stateForbids: stateForbids
            case .unchanged: unchanged
            }
        }
    }
}
