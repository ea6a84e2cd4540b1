import Admin
import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `POST /admin/treasure/tasks/{code}/block {reason}`: takes it away from everybody.
    enum BlockTask: AdminEndpoint {
        static let route = TreasureAdminRoutes.blockTask

        static func answer(
            _ input: TaskStepInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> TaskRowWire {
            let action = AdminAction(caller, reason: input.reason)
            return TaskRowWire(try await treasure.take(.block, with: input.code, by: action))
        }

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
