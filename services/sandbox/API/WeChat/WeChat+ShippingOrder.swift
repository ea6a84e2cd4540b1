import Basics
import HTTP
import JSON
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
            let order: Order
        }

        struct Order: Encodable {
            struct Shipping: Encodable {
                let delivery_mode: Int64
                let logistics_type: Int64
                let finish_shipping: Bool
                let finish_shipping_count: Int64
                let goods_desc: String
                let shipping_list: JSONValue
            }

            let transaction_id: String
            let merchant_trade_no: String
            let merchant_id: String
            let description: String
            let paid_amount: Int64
            let openid: String
            let trade_create_time: Int64
            let pay_time: Int64
            let order_state: Int64
            let in_complaint = false
            let shipping: Shipping?
        }

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output {
            try await sandbox.database.read { connection in
                let app = try sandbox.app(of: call.token, connection)
                let payment = try PaymentName(query: call.json)
                let order = try sandbox.order(payment, of: app, connection)
                let reported = try ShipmentStore(connection).reported(order.id)
                return Output(
                    order: try Order(order, reported, at: sandbox.clock.now)
                )
            }
        }
    }
}

extension WeChatAPI.ShippingOrder.Order {
    fileprivate init(
        _ order: PayOrder,
        _ reported: Reported?,
        at now: UnixTime
    ) throws {
        self.init(
            transaction_id: order.transactionID ?? "",
            merchant_trade_no: order.terms.outTradeNo,
            merchant_id: order.terms.mchid,
            description: order.terms.description,
            paid_amount: order.terms.total.fen,
            openid: order.terms.openid,
            trade_create_time: order.createdAt.seconds,
            pay_time: order.paidAt?.seconds ?? 0,
            order_state: ShippingState(order, reported, at: now).rawValue,
            shipping: try reported.map {
                let parcels = try JSON.parse($0.parcels)
                return Shipping(
                    delivery_mode: $0.mode.rawValue,
                    logistics_type: $0.way,
                    finish_shipping: $0.isFinished,
                    finish_shipping_count: $0.isFinished ? ($0.isChanged ? 2 : 1) : 0,
                    goods_desc: parcels.array?.first?["goods_desc"]?.string ?? "",
                    shipping_list: parcels
                )
            }
        )
    }
}
