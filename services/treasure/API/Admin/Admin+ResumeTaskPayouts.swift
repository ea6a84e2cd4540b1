import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/treasure/tasks/{code}/resume-payouts {reason}`: lets them go on.
    enum ResumeTaskPayouts: AdminEndpoint {
        static let route = TreasureAdminRoutes.resumeTaskPayouts

        static func answer(
            _ input: TaskStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> TaskRowWire {
            let action = AdminAction(caller, reason: input.reason)
            return TaskRowWire(try await treasure.setPayoutsStopped(false, input.code, by: action))
        }

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
