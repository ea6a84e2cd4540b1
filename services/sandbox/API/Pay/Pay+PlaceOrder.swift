import ServiceKit
import Storage

extension PayAPI {
    /// `POST /v3/pay/transactions/jsapi`: an order for a user to pay in a mini-program.
    enum PlaceOrder: PayEndpoint {
        static let route = RawRoute.post("/v3/pay/transactions/jsapi")

        struct Output: Encodable {
            let prepay_id: String
        }

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let order = try await sandbox.placeOrder(call, .jsapi)
            return try .json(Output(prepay_id: order.prepayID))
        }
    }
}

extension Sandbox {
    /// Places the order that a request asks for.
    func placeOrder(_ call: PayCall, _ trade: PayOrder.Trade) async throws -> PayOrder {
        let terms = try PayOrderForm(call, trade, at: clock.now).terms
        return try await database.write { try placeOrder(terms, $0) }
    }
}
