import Admin
import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/tasks?state=…|uid=…`: tasks, the newest first, in parts.
    enum FindTasks: AdminEndpoint {
        static let route = TreasureAdminRoutes.findTasks

        struct Input: EndpointInput {
            private static let state = Field<TreasureTask.State>.choice(
                "state",
                "Those in this state."
            )
            private static let uid = Field.id("uid", "Those that this account has published.")

            let search: TreasureService.TaskSearch
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                after = try fields.readIfPresent(AdminFields.after) ?? .max
                limit = try fields.read(AdminFields.limit)
                if let uid = try fields.readIfPresent(Self.uid) {
                    search = .publisher(ID(uid))
                } else if let state = try fields.readIfPresent(Self.state) {
                    search = .state(state)
                } else {
                    search = .all
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<TaskRowWire> {
            AdminPage(
                try await treasure.tasks(input.search, before: input.after, upTo: input.limit),
                limit: input.limit,
                key: { $0.task.id.rawValue },
                row: TaskRowWire.init
            )
        }
    }
}
