import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/sms/account`: what an SDK of either cloud has to be configured with.
    enum ReadSMSAccount: ControlCall {
        static let route = RawRoute.get("/sandbox/sms/account")

        struct Output: Encodable {
            struct Tencent: Encodable {
                let secret_id = SMSDemoAccount.keyID
                let secret_key = SMSDemoAccount.secret
                let sdk_app_id = SMSDemoAccount.sdkAppID
                let region = SMSDemoAccount.region
            }

            struct Aliyun: Encodable {
                let access_key_id = SMSDemoAccount.keyID
                let access_key_secret = SMSDemoAccount.secret
            }

            let tencent = Tencent()
            let aliyun = Aliyun()
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            Output()
        }
    }
}
