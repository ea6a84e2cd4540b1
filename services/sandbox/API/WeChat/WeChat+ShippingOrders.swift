import HTTP
import ServiceKit
import Storage

extension WeChatAPI {
    /// `POST /wxa/sec/order/get_order_list`: the payments of an app, newest first, in parts.
    enum ShippingOrders: WeChatEndpoint {
        static let path = "/wxa/sec/order/get_order_list"
        static let methods: [Method] = [.post]

        struct Output: Encodable {
            let errcode = 0
            let errmsg = "ok"
            let order_list: [ShippingOrderOutput]
            let last_index: String
            let has_more: Bool
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.database.read { connection in
                let app = try sandbox.app(of: call.token, connection)
                let wanted = try ShippingQuery(call.json)
                let now = sandbox.clock.now
                let (orders, next) = try sandbox.orders(wanted, of: app, at: now, connection)
                return Output(
                    order_list: try orders.map { try .init($0.order, $0.reported, at: now) },
                    last_index: next.place?.text ?? "",
                    has_more: next.isMore
                )
            }
        }
    }
}
