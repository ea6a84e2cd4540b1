import ServiceKit
import Storage

extension PayAPI {
    /// `POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close`: nobody can pay it any more.
    enum CloseOrder: PayEndpoint {
        static let route = RawRoute.post("/v3/pay/transactions/out-trade-no/{out_trade_no}/close")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            try call.checkMerchant(PayFields(call.body).text("mchid", "直连商户号", 1...32))
            let number = call.capture("out_trade_no")
            try await sandbox.database.write { connection in
                try sandbox.closeOrder(number, of: call.keys.mchid, connection)
            }
            return .nothing
        }
    }
}
