import HTTP
import Storage

extension WeChatAPI {
    /// `GET /wxaapi/newtmpl/gettemplate`: the templates of messages that an app has.
    enum ListTemplates: WeChatEndpoint {
        static let path = "/wxaapi/newtmpl/gettemplate"
        static let methods: [Method] = [.get]

        struct Output: Encodable {
            struct Template: Encodable {
                let priTmplId: String
                let title: String
                let content = ""
                let example = ""
                /// Subscribed to once for each message.
                let type = 2
            }

            let errcode = 0
            let errmsg = "ok"
            let data: [Template]
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.database.read { connection in
                let app = try sandbox.app(of: call.token, connection)
                let templates = try MessageStore(connection).templates(of: app)
                return Output(data: templates.map { .init(priTmplId: $0, title: $0) })
            }
        }
    }
}
