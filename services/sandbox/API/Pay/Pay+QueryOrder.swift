import ServiceKit
import Storage

extension PayAPI {
    /// `GET /v3/pay/transactions/out-trade-no/{out_trade_no}`: an order by the merchant's number.
    enum QueryOrder: PayEndpoint {
        static let route = RawRoute.get("/v3/pay/transactions/out-trade-no/{out_trade_no}")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            try call.checkMerchant(call.queryText("mchid", "直连商户号"))
            let number = call.capture("out_trade_no")
            let order = try await sandbox.database.read {
                try PayOrderStore($0).order(outTradeNo: number, of: call.keys.mchid)
            }
            guard let order else { throw PayError.orderUnknown }
            return try .json(TransactionOutput(order, at: sandbox.clock.now))
        }
    }
}
