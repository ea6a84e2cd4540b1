import HTTP
import Storage

extension WeChatAPI {
    /// `GET /sns/jscode2session`: a log-in code for an openid and a session key.
    enum CodeToSession: WeChatEndpoint {
        static let path = "/sns/jscode2session"
        static let methods: [Method] = [.get]
        static let contentType = "text/plain"

        struct Output: Encodable {
            let session_key: String
            let openid: String
            let unionid: String?
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let code = call.text("js_code")
            let rotating = call.fault?.kind == .rotateSessionKey
            let grantType = call.text("grant_type")
            let credentials = AppCredentials(call)
            let place = try await sandbox.database.write { connection in
                let app = try credentials.check(connection)
                guard !code.isEmpty else { throw WeChatError.codeMissing }
                guard grantType == "authorization_code" else { throw WeChatError.grantType }
                try sandbox.count(path, for: app, connection)
                return try sandbox.login(code, with: app, rotating: rotating, connection)
            }
            return Output(
                session_key: place.sessionKey,
                openid: place.openid,
                unionid: place.unionid
            )
        }
    }
}
