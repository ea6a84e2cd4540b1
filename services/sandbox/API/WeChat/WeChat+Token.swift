import HTTP
import ServiceKit
import Storage

extension WeChatAPI {
    /// `GET|POST /cgi-bin/token`: a new access token each time.
    enum Token: WeChatEndpoint {
        static let path = "/cgi-bin/token"
        static let methods: [Method] = [.get, .post]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> TokenOutput {
            guard call.text("grant_type") == "client_credential" else {
                throw WeChatError.grantType
            }
            let credentials = AppCredentials(call)
            let token = try await sandbox.database.write { connection in
                let app = try credentials.check(connection)
                try sandbox.count(path, for: app, connection)
                return try sandbox.newToken(app, connection)
            }
            return TokenOutput(token, at: sandbox.clock.now)
        }
    }
}
