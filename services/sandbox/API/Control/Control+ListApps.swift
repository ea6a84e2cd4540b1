import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/apps`: the demo apps with their secrets, the default one first.
    enum ListApps: ControlCall {
        static let route = Route.get("/sandbox/apps")

        struct Output: Encodable {
            struct Item: Encodable {
                let app_id: Int64
                let appid: String
                let oper_id: Int64
                let name: String
                let secret: String
            }

            let apps: [Item]
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let apps = try await sandbox.database.read { try AppStore($0).all() }
            return Output(
                apps: apps.map {
                    Output.Item(
                        app_id: $0.id.rawValue,
                        appid: $0.appid,
                        oper_id: $0.oper,
                        name: $0.name,
                        secret: $0.secret
                    )
                }
            )
        }
    }
}
