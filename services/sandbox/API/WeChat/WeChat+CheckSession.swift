import HTTP
import Storage

extension WeChatAPI {
    /// `GET /wxa/checksession`: whether a session key is the present one.
    enum CheckSession: WeChatEndpoint {
        static let path = "/wxa/checksession"
        static let methods: [Method] = [.get]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> WeChatDone {
            let claim = SessionClaim(call)
            try await sandbox.database.read { connection in
                let app = try sandbox.app(of: claim.token, connection)
                _ = try claim.check(in: app, connection)
            }
            return WeChatDone()
        }
    }
}
