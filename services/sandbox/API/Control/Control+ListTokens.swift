import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/tokens`: the access tokens that are remembered, the newest first.
    enum ListTokens: ControlCall {
        static let route = RawRoute.get("/sandbox/tokens")
        static let members = ListPage.members

        struct Output: Encodable {
            struct Item: Encodable {
                let access_token: String
                let appid: String
                let family: String
                let expires_at: Int64
                let state: String
            }

            let tokens: [Item]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input)
            let tokens = try await sandbox.database.read {
                try TokenStore($0).all(before: page.after, limit: page.rows)
            }
            let now = sandbox.clock.now
            let (shown, next) = page.cut(tokens) { $0.number }
            return Output(
                tokens: shown.map {
                    Output.Item(
                        access_token: $0.token.text,
                        appid: $0.appid,
                        family: $0.family,
                        expires_at: $0.token.expiresAt.seconds,
                        state: $0.token.expiresAt <= now
                            ? "expired" : $0.isReplaced ? "replaced" : "present"
                    )
                },
                next: next
            )
        }
    }
}
