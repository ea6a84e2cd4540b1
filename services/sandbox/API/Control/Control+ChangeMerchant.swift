import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/merchant`: changes how WeChat Pay treats a merchant, the first
    /// one where none is named.
    enum ChangeMerchant: ControlCall {
        static let route = RawRoute.post("/sandbox/merchant")
        static let members = [
            "mchid", "callback_key", "certificates", "callback_speed", "refund_seconds",
            "refund_result",
            "rotate_certificate", "balance",
        ]
        private static let maximumSpeed: Int64 = 1_000_000
        private static let maximumFen: Int64 = 1_000_000_000_000

        static func answer(
            _ input: ControlInput,
            by sandbox: Sandbox
        ) async throws -> MerchantOutput {
            let mchid = try input.mchid()
            let change = try Change(input)
            let balance = try input.optionalInteger("balance", in: 0...maximumFen)
            let rotates = try input.optionalBool("rotate_certificate") ?? false
            _ = try await sandbox.payMerchant(mchid)
            try await sandbox.database.write { connection in
                let store = PayMerchantStore(connection)
                guard let merchant = try store.merchant(mchid) else { throw ControlError.broken }
                var settings = merchant.settings
                change.apply(&settings)
                try store.set(settings, of: mchid)
                if let balance, balance != merchant.balance.fen {
                    let id: ID<PayMerchant> = try connection.nextID()
                    _ = try store.move(
                        Money(fen: balance - merchant.balance.fen),
                        of: mchid,
                        ref: "deposit:\(id)",
                        number: "",
                        out: "",
                        at: sandbox.clock.now
                    )
                }
            }
            if rotates { try await sandbox.rotatePayCertificate(mchid) }
            return MerchantOutput(
                try await sandbox.payMerchant(mchid),
                try await sandbox.payKeys(mchid)
            )
        }

        private struct Change: Sendable {
            let callbackKey: String?
            let certificates: Bool?
            let speed: Int64?
            let seconds: Int64?
            let result: PayRefund.State?

            init(_ input: ControlInput) throws {
                callbackKey = try input.optionalText("callback_key")
                let keys = [ChangeMerchantWords.auto] + PayKeyKind.allCases.map(\.rawValue)
                guard callbackKey.map(keys.contains) ?? true else {
                    throw input.bad("callback_key has to be one of: \(keys).")
                }
                certificates = try input.optionalBool("certificates")
                speed = try input.optionalInteger("callback_speed", in: 1...maximumSpeed)
                seconds = try input.optionalInteger("refund_seconds", in: 0...31_622_400)
                let word = try input.optionalText("refund_result")
                result = word.flatMap { PayRefund.State(rawValue: $0) }
                guard word == nil || (result != nil && result != .processing) else {
                    throw input.bad("refund_result has to be SUCCESS, ABNORMAL or CLOSED.")
                }
            }

            func apply(_ settings: inout PayMerchant.Settings) {
                if let callbackKey {
                    settings.callbackKey = PayKeyKind(rawValue: callbackKey)
                }
                settings.hasCertificates = certificates ?? settings.hasCertificates
                settings.callbackSpeed = speed ?? settings.callbackSpeed
                settings.refundSeconds = seconds ?? settings.refundSeconds
                settings.refundResult = result ?? settings.refundResult
            }
        }
    }
}
