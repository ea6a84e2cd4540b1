import HTTPClient
import ServiceKit
import Storage
import WeChat

extension ControlAPI {
    /// `POST /sandbox/push`: where an app's back end takes message pushes, with the token and the
    /// key that they are signed and encrypted with. An empty URL means the auth of this stack; an
    /// empty key means in the clear.
    enum SetPush: ControlCall {
        static let route = RawRoute.post("/sandbox/push")
        static let members = ["appid", "url", "token", "encoding_aes_key"]

        struct Output: Encodable {
            let appid: String
            let url: String
            let token: String
            let encoding_aes_key: String
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let appid = try input.optionalText("appid")
            let url = try input.optionalText("url", bytes: 0...1024)
            let token = try input.optionalText("token", bytes: 3...32)
            let key = try input.optionalText("encoding_aes_key", bytes: 0...43)
            guard url.map({ $0.isEmpty || ClientRequest(url: $0) != nil }) ?? true else {
                throw input.bad("url has to be an absolute http or https URL.")
            }
            return try await sandbox.database.write { connection in
                let app = try Subject.app(appid, connection)
                let store = PushStore(connection)
                guard var target = try store.target(of: app.id) else { throw ControlError.broken }
                target.url = url ?? target.url
                target.token = token ?? target.token
                target.aesKey = key ?? target.aesKey
                guard target.isUsable(for: app) else {
                    throw ControlError.bad("encoding_aes_key has 43 letters and digits.")
                }
                try store.set(target, of: app.id)
                return Output(
                    appid: app.appid,
                    url: target.url,
                    token: target.token,
                    encoding_aes_key: target.aesKey
                )
            }
        }
    }
}

extension PushTarget {
    fileprivate func isUsable(for app: DemoApp) -> Bool {
        aesKey.isEmpty
            || MessagePush(appid: app.appid, token: token, encodingAESKey: aesKey) != nil
    }
}
