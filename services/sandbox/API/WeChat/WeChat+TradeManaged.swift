import HTTP
import JSON
import Storage

extension WeChatAPI {
    /// `POST /wxa/sec/order/is_trade_managed`: whether an app takes part in the shipping management.
    /// Here each does.
    enum TradeManaged: WeChatEndpoint {
        static let path = "/wxa/sec/order/is_trade_managed"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let is_trade_managed = true
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.checkOwnApp(call)
            return Output()
        }
    }

    /// `POST /wxa/sec/order/is_trade_management_confirmation_completed`: whether all merchants of an
    /// app have agreed to it. Here each has.
    enum TradeConfirmed: WeChatEndpoint {
        static let path = "/wxa/sec/order/is_trade_management_confirmation_completed"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let completed = true
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.checkOwnApp(call)
            return Output()
        }
    }
}

extension Sandbox {
    /// The `appid` of the body has to be the token's: only somebody with rights over others' apps
    /// may ask about those.
    fileprivate func checkOwnApp(_ call: WeChatCall) async throws {
        let app = try await database.read { try self.app(of: call.token, $0) }
        guard let appid = call.json["appid"]?.string, !appid.isEmpty else {
            throw WeChatError.argumentInvalid
        }
        guard appid == app.appid else { throw WeChatError.appidInvalid }
    }
}
