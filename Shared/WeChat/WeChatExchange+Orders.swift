import Basics
import HTTP
import HTTPClient
import JSON

extension WeChatExchange {
    func send(_ token: String, _ message: SubscribeMessage) async throws(WeChatFailure) {
        let answer = try await ask(
            request(
                Self.target("/cgi-bin/message/subscribe/send", token: token),
                json: MessageBody(message)
            )
        )
        guard answer["errcode"] != nil else { throw .brokenAnswer }
    }

    func upload(_ token: String, _ shipment: Shipment) async throws(WeChatFailure) {
        let answer = try await ask(
            request(
                Self.target("/wxa/sec/order/upload_shipping_info", token: token),
                json: ShipmentBody(shipment)
            )
        )
        guard answer["errcode"] != nil else { throw .brokenAnswer }
    }

    func order(
        _ token: String,
        _ payment: PaymentNumber
    ) async throws(WeChatFailure) -> ShippingOrder {
        struct Body: Encodable {
            let transaction_id: String?
            let merchant_id: String?
            let merchant_trade_no: String?
        }
        let body =
            switch payment {
            case .transaction(let number):
                Body(transaction_id: number, merchant_id: nil, merchant_trade_no: nil)
            case .outTrade(let mchid, let number):
                Body(transaction_id: nil, merchant_id: mchid, merchant_trade_no: number)
            }
        let answer = try await ask(
            request(
                Self.target("/wxa/sec/order/get_order", token: token),
                json: body,
                repeatable: true
            )
        )
        guard let order = answer["order"].flatMap(ShippingOrder.init) else { throw .brokenAnswer }
        return order
    }
}

extension ShippingOrder {
    init?(_ json: JSONValue) {
        guard
            let transactionID = json["transaction_id"]?.string,
            let outTradeNumber = json["merchant_trade_no"]?.string,
            let openid = WeChatExchange.name(json["openid"]),
            let fen = json["paid_amount"]?.looseInteger,
            let state = json["order_state"]?.looseInteger.flatMap(State.init)
        else { return nil }
        self.init(
            transactionID: transactionID,
            outTradeNumber: outTradeNumber,
            openid: openid,
            paid: Money(fen: fen),
            state: state,
            isDisputed: json["in_complaint"]?.bool ?? false,
            isAllShipped: json["shipping"]?["finish_shipping"]?.bool ?? false
        )
    }
}
