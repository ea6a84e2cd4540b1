import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/tasks/{code}/stop-payouts {reason}`: holds the red packets of a task back.
    enum StopTaskPayouts: AdminEndpoint {
        static let route = TreasureAdminRoutes.stopTaskPayouts

        static func answer(
            _ input: TaskStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> TaskRowWire {
            let action = AdminAction(caller, reason: input.reason)
            return TaskRowWire(try await treasure.setPayoutsStopped(true, input.code, by: action))
        }

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
