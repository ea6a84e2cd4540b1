import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/login-codes?limit=…&after=…`: what `wx.login` gave, the newest first, as long
    /// as it is remembered.
    enum ListLoginCodes: ControlEndpoint {
        static let route = ControlRoutes.listLoginCodes

        struct Output: Payload {
            struct Item: Codable {
                let code: String
                let user: String
                let appid: String
                let expires_at: Int64
                let state: String
            }

            let codes: [Item]
            let next: Int64?
        }

        static func answer(
            _ page: ListPage,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let codes = try await sandbox.database.read {
                    try CodeStore($0).all(before: page.after, limit: page.rows)
                }
                let now = sandbox.clock.now
                let (shown, next) = page.cut(codes) { $0.number }
                return Output(
                    codes: shown.map {
                        Output.Item(
                            code: $0.code,
                            user: $0.person,
                            appid: $0.appid,
                            expires_at: $0.expiresAt.seconds,
                            state: $0.isUsed ? "used" : $0.expiresAt > now ? "fresh" : "expired"
                        )
                    },
                    next: next
                )
            }
        }
    }
}
