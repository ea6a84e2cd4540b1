import ServiceKit

extension PayAPI {
    /// `POST /v3/pay/transactions/app`: an order for a user to pay in an app of the merchant's.
    enum PlaceAppOrder: PayEndpoint {
        static let route = RawRoute.post("/v3/pay/transactions/app")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let order = try await sandbox.placeOrder(call, .app)
            return try .json(PlaceOrder.Output(prepay_id: order.prepayID))
        }
    }
}
