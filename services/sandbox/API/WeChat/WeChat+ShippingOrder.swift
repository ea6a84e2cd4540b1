import HTTP
import ServiceKit
import Storage

extension WeChatAPI {
    /// `POST /wxa/sec/order/get_order`: how far a payment is.
    enum ShippingOrder: WeChatEndpoint {
        static let path = "/wxa/sec/order/get_order"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let order: ShippingOrderOutput
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.database.read { connection in
                let app = try sandbox.app(of: call.token, connection)
                let payment = try PaymentName(query: call.json)
                let order = try sandbox.order(payment, of: app, connection)
                let reported = try ShipmentStore(connection).reported(order.id)
                return Output(order: try .init(order, reported, at: sandbox.clock.now))
            }
        }
    }
}
