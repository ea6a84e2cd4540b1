import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/users`: the first thousand, in the order in which they came.
    enum ListUsers: ControlCall {
        static let route = Route.get("/sandbox/users")
        private static let limit: Int64 = 1000

        struct Output: Encodable {
            let users: [UserOutput]
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.database.read { connection in
                Output(
                    users: try PersonStore(connection).all(limit: limit).map {
                        UserOutput($0, try sandbox.places(of: $0, connection))
                    }
                )
            }
        }
    }
}
