import Basics
import ServiceKit
import Storage

extension PayAPI {
    /// `POST /v3/pay/transactions/jsapi`: an order for a user to pay.
    enum PlaceOrder: PayEndpoint {
        static let route = RawRoute.post("/v3/pay/transactions/jsapi")

        struct Output: Encodable {
            let prepay_id: String
        }

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let fields = try PayFields(call.body)
            try call.checkMerchant(fields.text("mchid", "直连商户号", 1...32))
            try checkRest(fields)
            let terms = try terms(
                fields,
                call.keys.mchid,
                PayFingerprint.of(call.body),
                call.keyKind,
                at: sandbox.clock.now
            )
            let prepayID = try await sandbox.database.write { connection in
                try sandbox.placeOrder(terms, connection)
            }
            return try .json(Output(prepay_id: prepayID))
        }

        private static func terms(
            _ fields: PayFields,
            _ mchid: String,
            _ fingerprint: Bytes,
            _ keyKind: PayKeyKind,
            at now: UnixTime
        ) throws -> PayOrder.Terms {
            let amount = try fields.object("amount", "订单金额")
            try amount.currency("currency")
            let end = try fields.optionalTime("time_expire", "交易结束时间")
            if let end, end <= now {
                throw fields.wrong("time_expire", "交易结束时间", "早于当前时间")
            }
            return PayOrder.Terms(
                outTradeNo: try fields.text(
                    "out_trade_no",
                    "商户订单号",
                    6...32,
                    of: PayCharacters.isOrderNumber
                ),
                mchid: mchid,
                appid: try fields.text("appid", "应用ID", 1...32),
                openid: try fields.object("payer", "支付者").text("openid", "用户标识", 1...128),
                description: try fields.text("description", "商品描述", 1...127),
                attach: try fields.optionalText("attach", "附加数据", 1...128),
                total: try amount.amount("total", "总金额"),
                notifyURL: try fields.address("notify_url", "通知地址"),
                expiresAt: end ?? now.adding(seconds: PayOrder.seconds),
                fingerprint: fingerprint,
                keyKind: keyKind
            )
        }

        /// What changes nothing here, but has to be right.
        private static func checkRest(_ fields: PayFields) throws {
            _ = try fields.optionalText("goods_tag", "订单优惠标记", 1...32)
            try fields.optionalBool("support_fapiao", "电子发票入口开放标识")
            _ = try fields.optionalObject("detail", "优惠功能")
            if let scene = try fields.optionalObject("scene_info", "场景信息") {
                _ = try scene.text("payer_client_ip", "用户终端IP", 1...45)
                _ = try scene.optionalText("device_id", "商户端设备号", 1...32)
            }
            if let settle = try fields.optionalObject("settle_info", "结算信息") {
                try settle.optionalBool("profit_sharing", "是否指定分账")
            }
        }
    }
}
