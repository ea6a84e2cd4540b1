import HTTP
import Storage

/// Addresses of WeChat's own machines, for whoever lets only those through: the sandbox's own.
struct WeChatAddresses: Encodable {
    let ip_list = ["127.0.0.1"]
}

extension WeChatAPI {
    /// `GET /cgi-bin/getcallbackip`: where message pushes come from.
    enum CallbackAddresses: WeChatEndpoint {
        static let path = "/cgi-bin/getcallbackip"
        static let methods: [Method] = [.get]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> WeChatAddresses
        {
            _ = try await sandbox.database.read { try sandbox.app(of: call.token, $0) }
            return WeChatAddresses()
        }
    }

    /// `GET /cgi-bin/get_api_domain_ip`: where its interfaces are.
    enum APIAddresses: WeChatEndpoint {
        static let path = "/cgi-bin/get_api_domain_ip"
        static let methods: [Method] = [.get]

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> WeChatAddresses
        {
            _ = try await sandbox.database.read { try sandbox.app(of: call.token, $0) }
            return WeChatAddresses()
        }
    }
}
