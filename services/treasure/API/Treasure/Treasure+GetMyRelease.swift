import Contracts
import ServiceKit

extension TreasureAPI {
    /// `GET /api/treasure/getMyRelease`: a page of the tasks that the caller has published, newest first.
    enum GetMyRelease: TaskListEndpoint {
        static let route = TreasureRoutes.getMyRelease
        static let list = TaskListStore.List.releases
    }
}
