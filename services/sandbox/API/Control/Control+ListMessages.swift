import Basics
import JSON
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/messages`: the subscribe messages that were sent, of one user or all, newest
    /// first.
    enum ListMessages: ControlCall {
        static let route = RawRoute.get("/sandbox/messages")
        static let members = ListPage.members + ["user"]

        struct Output: Encodable {
            struct Item: Encodable {
                let appid: String
                let user: String
                let openid: String
                let template_id: String
                let page: String
                let miniprogram_state: String
                let lang: String
                let data: JSONValue
                let at: Int64
            }

            let messages: [Item]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input)
            let user = try input.optionalText("user")
            let messages = try await sandbox.database.read {
                try MessageStore($0).all(of: user, before: page.after, limit: page.rows)
            }
            let (shown, next) = page.cut(messages) { $0.id.rawValue }
            return Output(
                messages: try shown.map {
                    Output.Item(
                        appid: $0.appid,
                        user: $0.person,
                        openid: $0.openid,
                        template_id: $0.template,
                        page: $0.page,
                        miniprogram_state: $0.version,
                        lang: $0.lang,
                        data: try JSON.parse($0.data),
                        at: $0.at
                    )
                },
                next: next
            )
        }
    }
}
