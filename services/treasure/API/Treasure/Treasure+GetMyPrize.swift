import Contracts
import ServiceKit

extension TreasureAPI {
    /// `GET /api/treasure/getMyPrize`: a page of the tasks in which the caller has won, newest first.
    enum GetMyPrize: TaskListEndpoint {
        static let route = TreasureRoutes.getMyPrize
        static let list = TaskListStore.List.prizes
    }
}
