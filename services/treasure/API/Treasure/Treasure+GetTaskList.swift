import Contracts
import ServiceKit

extension TreasureAPI {
    /// `GET /api/treasure/getTaskList`: a page of the square, newest first.
    enum GetTaskList: TaskListEndpoint {
        static let route = TreasureRoutes.getTaskList
        static let list = TaskListStore.List.square
    }
}
