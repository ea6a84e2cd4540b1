import ServiceKit
import Storage

extension PayAPI {
    /// `GET /v3/pay/transactions/id/{transaction_id}`: a paid order by WeChat Pay's number.
    enum QueryTransaction: PayEndpoint {
        static let route = RawRoute.get("/v3/pay/transactions/id/{transaction_id}")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            try call.checkMerchant(call.queryText("mchid", "直连商户号"))
            let number = call.capture("transaction_id")
            let order = try await sandbox.database.read {
                try PayOrderStore($0).order(transactionID: number)
            }
            guard let order, order.terms.mchid == call.keys.mchid else {
                throw PayError.orderUnknown
            }
            return try .json(TransactionOutput(order, at: sandbox.clock.now))
        }
    }
}
