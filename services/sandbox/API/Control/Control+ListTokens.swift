import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/tokens`: the access tokens that are remembered, the newest first.
    enum ListTokens: ControlEndpoint {
        static let route = ControlRoutes.listTokens

        struct Output: Payload {
            struct Item: Codable {
                let access_token: String
                let appid: String
                let family: String
                let expires_at: Int64
                let state: String
            }

            let tokens: [Item]
            let next: Int64?
        }

        static func answer(
            _ page: ListPage,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
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
}
