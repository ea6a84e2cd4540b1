import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/users`: the first two hundred, in the order in which they came.
    enum ListUsers: ControlCall {
        static let route = Route.get("/sandbox/users")
        private static let limit: Int64 = 200

        struct Output: Encodable {
            let users: [UserOutput]
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.database.read { connection in
                let apps = try AppStore(connection).all()
                return Output(
                    users: try PersonStore(connection).all(limit: limit).map {
                        try sandbox.show($0, in: apps, connection)
                    }
                )
            }
        }
    }
}
