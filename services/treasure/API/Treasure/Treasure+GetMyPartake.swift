import Contracts
import ServiceKit

extension TreasureAPI {
    /// `GET /api/treasure/getMyPartake`: a page of the tasks in which the caller has dug, newest first.
    enum GetMyPartake: TaskListEndpoint {
        static let route = TreasureRoutes.getMyPartake
        static let list = TaskListStore.List.partakes
    }
}
