import ServiceKit
import Basics
import HTTP
import JSON
import Storage

extension WeChatAPI {
    /// `POST /cgi-bin/message/subscribe/send`: a message that the user has accepted once for it.
    enum SendMessage: WeChatEndpoint {
        static let path = "/cgi-bin/message/subscribe/send"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let msgid: Int64
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let message = Draft(call)
            return try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                let store = MessageStore(connection)
                guard
                    let person = try PersonStore(connection)
                        .person(openid: message.openid, in: app)
                else { throw WeChatError.openidInvalid }
                guard try store.hasTemplate(message.template, app) else {
                    throw WeChatError.templateInvalid
                }
                try message.check()
                try sandbox.count(path, for: app, connection)
                guard try store.spend(message.template, person, app) else {
                    throw WeChatError.notSubscribed
                }
                let sent = try message.sent(
                    id: connection.nextID(),
                    to: person,
                    app,
                    at: sandbox.clock.now
                )
                try store.add(sent, to: person)
                return Output(msgid: sent.id.rawValue)
            }
        }

        /// The message as it came.
        private struct Draft: Sendable {
            let openid: String
            let template: String
            private let page: String
            private let version: String
            private let lang: String
            private let data: JSONValue?

            private static let versions = ["developer", "trial", "formal"]
            private static let languages = ["zh_CN", "en_US", "zh_HK", "zh_TW"]

            init(_ call: WeChatCall) {
                openid = call.text("touser")
                template = call.text("template_id")
                page = call.text("page")
                // An empty one is none.
                version = Self.said(call.text("miniprogram_state"), otherwise: "formal")
                lang = Self.said(call.text("lang"), otherwise: "zh_CN")
                data = call.json["data"]
            }

            private static func said(_ text: String, otherwise usual: String) -> String {
                text.isEmpty ? usual : text
            }

            func check() throws {
                guard let members = data?.object?.members, !members.isEmpty else {
                    throw WeChatError.messageInvalid("data is empty")
                }
                for member in members {
                    let given = member.value["value"].flatMap { Parameters.Value.json($0).text }
                    guard let value = given, !value.isEmpty else {
                        throw WeChatError.messageInvalid("data.\(member.name).value is empty")
                    }
                    guard MessageField(name: member.name, value: value).isSound else {
                        throw WeChatError.messageInvalid("data.\(member.name).value invalid")
                    }
                }
                guard page.isEmpty || MiniPage.name(in: page) != nil else {
                    throw WeChatError.pageInvalid
                }
                guard Self.versions.contains(version), Self.languages.contains(lang) else {
                    throw WeChatError.argumentInvalid
                }
            }

            func sent(
                id: ID<AppMessage>,
                to person: Person,
                _ app: DemoApp,
                at now: UnixTime
            ) throws -> AppMessage {
                AppMessage(
                    id: id,
                    appid: app.appid,
                    person: person.name,
                    openid: openid,
                    template: template,
                    page: page,
                    version: version,
                    lang: lang,
                    data: try JSONOutput.encode(data),
                    at: now.seconds
                )
            }
        }
    }
}

extension WeChatError {
    /// 47003, with the member that is wrong.
    static func messageInvalid(_ what: String) -> WeChatError {
        WeChatError(code: 47003, text: "argument invalid! \(what)")
    }
}
