import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/merchant`: changes how WeChat Pay treats a merchant, the first one where none
    /// is named.
    enum ChangeMerchant: ControlEndpoint {
        static let route = ControlRoutes.changeMerchant
        static let refuses: [ControlRefusal] = [.merchantUnknown("1900000001")]

        struct Input: EndpointInput {
            private static let callbackKey = Field<CallbackKey>.choice(
                "callback_key",
                "What callbacks are signed with; auto takes what the request asked for."
            )
            private static let certificates = Field.flag(
                "certificates",
                "Whether WeChat Pay has platform certificates to download."
            )
            private static let speed = Field.integer(
                "callback_speed",
                "How many times faster callbacks come again.",
                in: 1...1_000_000
            )
            private static let seconds = Field.integer(
                "refund_seconds",
                "How long refunds take.",
                in: 0...31_622_400
            )
            private static let result = Field<PayRefund.State>.choice(
                "refund_result",
                "How refunds end.",
                among: [.success, .abnormal, .closed]
            )
            private static let rotates = Field.flag(
                "rotate_certificate",
                "Has WeChat Pay take a new platform certificate.",
                default: false
            )
            private static let balance = Field.integer(
                "balance",
                "What the account holds, in fen.",
                in: 0...1_000_000_000_000
            )

            let mchid: String
            let change: Change
            let rotates: Bool
            let balance: Money?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                mchid = try fields.readIfPresent(ControlFields.mchid) ?? PayMerchant.firstID
                change = Change(
                    callbackKey: try fields.readIfPresent(Self.callbackKey),
                    certificates: try fields.readIfPresent(Self.certificates),
                    speed: try fields.readIfPresent(Self.speed),
                    seconds: try fields.readIfPresent(Self.seconds),
                    result: try fields.readIfPresent(Self.result)
                )
                rotates = try fields.read(Self.rotates)
                balance = try fields.readIfPresent(Self.balance).map { Money(fen: $0) }
            }
        }

        /// What is to be another way from now on.
        struct Change: Sendable {
            let callbackKey: CallbackKey?
            let certificates: Bool?
            let speed: Int64?
            let seconds: Int64?
            let result: PayRefund.State?

            func apply(to settings: inout PayMerchant.Settings) {
                if let callbackKey { settings.callbackKey = callbackKey.kind }
                settings.hasCertificates = certificates ?? settings.hasCertificates
                settings.callbackSpeed = speed ?? settings.callbackSpeed
                settings.refundSeconds = seconds ?? settings.refundSeconds
                settings.refundResult = result ?? settings.refundResult
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> MerchantOutput {
            try await sandbox.attempt {
                let mchid = input.mchid
                _ = try await sandbox.payMerchant(mchid)
                try await sandbox.database.write { connection in
                    let store = PayMerchantStore(connection)
                    guard let merchant = try store.merchant(mchid) else {
                        throw BrokenFile("no merchant")
                    }
                    var settings = merchant.settings
                    input.change.apply(to: &settings)
                    try store.set(settings, of: mchid)
                    guard let balance = input.balance, balance != merchant.balance else { return }
                    let id: ID<PayMerchant> = try connection.nextID()
                    _ = try store.move(
                        Money(fen: balance.fen - merchant.balance.fen),
                        of: mchid,
                        ref: "deposit:\(id)",
                        number: "",
                        out: "",
                        at: sandbox.clock.now
                    )
                }
                if input.rotates { try await sandbox.rotatePayCertificate(mchid) }
                return MerchantOutput(
                    try await sandbox.payMerchant(mchid),
                    try await sandbox.payKeys(mchid)
                )
            }
        }
    }
}
