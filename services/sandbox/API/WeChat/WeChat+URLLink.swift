import Basics
import HTTP
import Storage

extension WeChatAPI {
    /// `POST /wxa/generate_urllink`: a link that opens a page of the mini-program from outside of
    /// WeChat. The sandbox's opens nothing.
    enum URLLink: WeChatEndpoint {
        static let path = "/wxa/generate_urllink"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let url_link: String
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let target = call.text("path")
            let version = try call.version()
            try await sandbox.database.read { connection in
                let app = try sandbox.app(of: call.token, connection)
                guard !target.isEmpty else { return }
                guard let page = MiniPage.name(in: target) else { throw WeChatError.pageInvalid }
                try sandbox.checkPage(page, of: app, isReleased: version == "release", connection)
            }
            let name = sandbox.random.text(11, from: Sandbox.nameAlphabet)
            return Output(url_link: "https://wxaurl.cn/\(name)")
        }
    }
}
