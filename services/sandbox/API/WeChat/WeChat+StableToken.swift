import HTTP
import ServiceKit
import Storage

extension WeChatAPI {
    /// `POST /cgi-bin/stable_token`: the access token, the same for everybody who asks.
    enum StableToken: WeChatEndpoint {
        static let path = "/cgi-bin/stable_token"
        static let methods: [Method] = [.post]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> TokenOutput {
            guard call.text("grant_type") == "client_credential" else {
                throw WeChatError.grantType
            }
            guard let isForced = try? call.parameters.optionalBool("force_refresh") ?? false else {
                throw WeChatError.bodyMalformed
            }
            let credentials = AppCredentials(call)
            let token = try await sandbox.database.write { connection in
                let app = try credentials.check(connection)
                try sandbox.count(path, for: app, connection)
                return isForced
                    ? try sandbox.forcedToken(app, connection)
                    : try sandbox.stableToken(app, connection)
            }
            return TokenOutput(token, at: sandbox.clock.now)
        }
    }
}
