import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/apps`: the demo apps with their secrets, the default one first.
    enum ListApps: ControlEndpoint {
        static let route = ControlRoutes.listApps

        struct Output: Payload {
            struct Item: Codable {
                let app_id: Int64
                let appid: String
                let oper_id: Int64
                let name: String
                /// The merchant account that its payments go to.
                let mchid: String
                let secret: String
                /// What message pushes are signed with.
                let push_token: String
                /// What they are encrypted with; empty: they are not.
                let encoding_aes_key: String
            }

            let apps: [Item]
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let pushes = PushStore(connection)
                    return Output(
                        apps: try AppStore(connection).all().map { app in
                            let target = try pushes.target(of: app.id)
                            return Output.Item(
                                app_id: app.id.rawValue,
                                appid: app.appid,
                                oper_id: app.oper,
                                name: app.name,
                                mchid: app.mchid,
                                secret: app.secret,
                                push_token: target?.token ?? "",
                                encoding_aes_key: target?.aesKey ?? ""
                            )
                        }
                    )
                }
            }
        }
    }
}
