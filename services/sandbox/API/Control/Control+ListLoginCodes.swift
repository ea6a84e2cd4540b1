import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/login-codes?limit=…&after=…`: what `wx.login` gave, the newest first, as long
    /// as it is remembered.
    enum ListLoginCodes: ControlCall {
        static let route = RawRoute.get("/sandbox/login-codes")
        static let members = ListPage.members

        struct Output: Encodable {
            struct Item: Encodable {
                let code: String
                let user: String
                let appid: String
                let expires_at: Int64
                let state: String
            }

            let codes: [Item]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input)
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
