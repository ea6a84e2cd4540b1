import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/users?limit=…&after=…`: in the order in which they came.
    enum ListUsers: ControlCall {
        static let route = RawRoute.get("/sandbox/users")
        static let members = ListPage.members

        struct Output: Encodable {
            let users: [UserOutput]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input)
            return try await sandbox.database.read { connection in
                let apps = try AppStore(connection).all()
                let people = try PersonStore(connection).all(after: page.after, limit: page.rows)
                let (shown, next) = page.cut(people) { $0.id.rawValue }
                return Output(
                    users: try shown.map { try sandbox.show($0, in: apps, connection) },
                    next: next
                )
            }
        }
    }
}
