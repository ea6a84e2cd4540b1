import HTTP
import Storage

extension WeChatAPI {
    /// `GET /wxa/resetusersessionkey`: a new session key for a user, by the present one.
    enum ResetSessionKey: WeChatEndpoint {
        static let path = "/wxa/resetusersessionkey"
        static let methods: [Method] = [.get]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let openid: String
            let session_key: String
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let claim = SessionClaim(call)
            return try await sandbox.database.write { connection in
                let app = try sandbox.app(of: claim.token, connection)
                try sandbox.count(path, for: app, connection)
                let person = try claim.check(in: app, connection)
                try sandbox.rotateSessionKey(of: person, in: app, connection)
                guard let place = try PersonStore(connection).place(of: person, in: app) else {
                    throw WeChatError.openidInvalid
                }
                return Output(openid: place.openid, session_key: place.sessionKey)
            }
        }
    }
}
