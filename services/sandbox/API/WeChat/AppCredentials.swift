import Crypto
import Storage

/// `appid` and `secret` of a call.
struct AppCredentials: Sendable {
    let appid: String
    let secret: String

    init(_ call: WeChatCall) {
        appid = call.text("appid")
        secret = call.text("secret")
    }

    /// The app, if this is its secret.
    func check(_ connection: Connection) throws -> DemoApp {
        guard !appid.isEmpty else { throw WeChatError.appidMissing }
        guard !secret.isEmpty else { throw WeChatError.secretMissing }
        guard let app = try AppStore(connection).app(appid) else { throw WeChatError.appidInvalid }
        guard ConstantTime.equal(Array(app.secret.utf8), Array(secret.utf8)) else {
            throw WeChatError.secretInvalid
        }
        return app
    }
}
