import Admin
import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `POST /admin/treasure/tasks/{code}/approve {reason}`: everybody may see it.
    enum ApproveTask: AdminEndpoint {
        static let route = TreasureAdminRoutes.approveTask

        static func answer(
            _ input: TaskStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> TaskRowWire {
            let action = AdminAction(caller, reason: input.reason)
            return TaskRowWire(try await treasure.take(.approve, with: input.code, by: action))
        }

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
