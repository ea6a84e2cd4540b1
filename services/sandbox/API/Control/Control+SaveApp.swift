import Basics
import Crypto
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/apps {appid, secret, …}`: an app of one's own, so that only the address
    /// changes in the back end that is tried; the same appid again changes what is given.
    enum SaveApp: ControlEndpoint {
        static let route = ControlRoutes.saveApp
        static let refuses: [ControlRefusal] = [.merchantUnknown("1900000001"), .tooManyApps]

        struct Input: EndpointInput {
            private static let appid = Field.text("appid", "The AppID.", octets: 4...32)
                .map(example: "wx8888888888888888", expecting: "4 to 32 letters and digits") {
                    AppField.isWord($0) ? $0 : nil
                }
            private static let secret = Field.text("secret", "The AppSecret.", octets: 8...64)
                .map(
                    example: "0123456789abcdef0123456789abcdef",
                    expecting: "8 to 64 letters and digits"
                ) { AppField.isWord($0) ? $0 : nil }
            private static let name = Field.text(
                "name",
                "What people call it.",
                octets: 1...64,
                example: "我的小程序"
            )
            private static let oper = Field.integer(
                "oper_id",
                "The operating centre that it belongs to.",
                in: 1...1_000_000,
                default: 1
            )
            private static let bound = Field.flag(
                "bound",
                "Whether it is bound to the open platform account, so that users have a unionid.",
                default: true
            )

            let appid: String
            let secret: String
            let name: String?
            let mchid: String?
            let oper: Int64
            let isBound: Bool

            init(_ fields: FieldReader) throws(ParameterProblem) {
                appid = try fields.read(Self.appid)
                secret = try fields.read(Self.secret)
                name = try fields.readIfPresent(Self.name)
                mchid = try fields.readIfPresent(ControlFields.mchid)
                oper = try fields.read(Self.oper)
                isBound = try fields.read(Self.bound)
            }
        }

        struct Output: Payload {
            let app_id: Int64
            let appid: String
            let name: String
            let mchid: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                if let mchid = input.mchid { _ = try await sandbox.payMerchant(mchid) }
                let app = try await sandbox.database.write { connection in
                    try sandbox.saveApp(input.appid, connection) { known in
                        DemoApp(
                            id: known.id,
                            appid: known.appid,
                            secret: input.secret,
                            oper: known.secret.isEmpty ? input.oper : known.oper,
                            name: input.name ?? known.name,
                            mchid: input.mchid ?? known.mchid,
                            isBound: input.isBound
                        )
                    }
                }
                return Output(
                    app_id: app.id.rawValue,
                    appid: app.appid,
                    name: app.name,
                    mchid: app.mchid
                )
            }
        }
    }
}

/// What names of apps and their secrets are made of.
enum AppField {
    static func isWord(_ text: String) -> Bool {
        text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
        }
    }
}
