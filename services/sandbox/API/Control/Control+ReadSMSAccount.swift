import Basics
import ServiceKit

extension ControlAPI {
    /// `GET /sandbox/sms/account`: what an SDK of either cloud has to be configured with.
    enum ReadSMSAccount: ControlEndpoint {
        static let route = ControlRoutes.readSMSAccount

        struct Output: Payload {
            struct Tencent: Codable {
                let secret_id: String
                let secret_key: String
                let sdk_app_id: String
                let region: String
            }

            struct Aliyun: Codable {
                let access_key_id: String
                let access_key_secret: String
            }

            let tencent: Tencent
            let aliyun: Aliyun
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            Output(
                tencent: Output.Tencent(
                    secret_id: SMSDemoAccount.keyID,
                    secret_key: SMSDemoAccount.secret,
                    sdk_app_id: SMSDemoAccount.sdkAppID,
                    region: SMSDemoAccount.region
                ),
                aliyun: Output.Aliyun(
                    access_key_id: SMSDemoAccount.keyID,
                    access_key_secret: SMSDemoAccount.secret
                )
            )
        }
    }
}
