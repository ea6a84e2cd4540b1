import Admin
import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `POST /admin/treasure/tasks/{code}/refuse {reason}`: nobody is to see it, and it ends.
    enum RefuseTask: AdminEndpoint {
        static let route = TreasureAdminRoutes.refuseTask

        static func answer(
            _ input: TaskStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> TaskRowWire {
            let action = AdminAction(caller, reason: input.reason)
            return TaskRowWire(try await treasure.take(.refuse, with: input.code, by: action))
        }

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
