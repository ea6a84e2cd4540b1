import ServiceKit
import Basics
import HTTP
import Storage

extension WeChatAPI {
    /// `POST /wxa/business/getuserphonenumber`: a phone number for a code, once.
    enum PhoneNumber: WeChatEndpoint {
        static let path = "/wxa/business/getuserphonenumber"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let phone_info: PhoneInfo
        }

        struct PhoneInfo: Encodable {
            struct Watermark: Encodable {
                let timestamp: Int64
                let appid: String
            }

            let phoneNumber: String
            let purePhoneNumber: String
            let countryCode = "86"
            let watermark: Watermark
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            let (code, openid) = (call.text("code"), call.text("openid"))
            return try await sandbox.database.write { connection in
                let app = try sandbox.app(of: call.token, connection)
                guard !code.isEmpty else { throw WeChatError.argumentInvalid }
                try sandbox.count(path, for: app, connection)
                let person = try sandbox.trade(code, .phone, with: app, connection)
                let place = try PersonStore(connection).place(of: person, in: app)
                guard openid.isEmpty || openid == place?.openid else {
                    throw WeChatError.openidInvalid
                }
                return Output(
                    phone_info: PhoneInfo(
                        phoneNumber: person.profile.phone,
                        purePhoneNumber: person.profile.phone,
                        watermark: PhoneInfo.Watermark(
                            timestamp: sandbox.clock.now.seconds,
                            appid: app.appid
                        )
                    )
                )
            }
        }
    }
}
