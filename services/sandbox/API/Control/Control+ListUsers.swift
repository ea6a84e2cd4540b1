import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/users?limit=…&after=…`: in the order in which they came.
    enum ListUsers: ControlEndpoint {
        static let route = ControlRoutes.listUsers

        struct Output: Payload {
            let users: [UserOutput]
            let next: Int64?
        }

        static func answer(
            _ page: ListPage,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let apps = try AppStore(connection).all()
                    let people = try PersonStore(connection).all(
                        after: page.after,
                        limit: page.rows
                    )
                    let (shown, next) = page.cut(people) { $0.id.rawValue }
                    return Output(
                        users: try shown.map { try sandbox.show($0, in: apps, connection) },
                        next: next
                    )
                }
            }
        }
    }
}
