import Basics
import JSON
import ServiceKit
import Storage

extension PayAPI {
    /// `POST /v3/refund/domestic/refunds`: money back to whoever paid.
    enum Refund: PayEndpoint {
        static let route = RawRoute.post("/v3/refund/domestic/refunds")

        static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer {
            let terms = try terms(
                PayFields(call.body),
                call.keys.mchid,
                call.body,
                call.keyKind
            )
            let (refund, order) = try await sandbox.database.write { connection in
                try sandbox.refund(terms, connection)
            }
            return try .json(RefundOutput(refund, of: order))
        }

        private static func terms(
            _ fields: PayFields,
            _ mchid: String,
            _ body: JSONValue,
            _ keyKind: PayKeyKind
        ) throws -> Sandbox.RefundTerms {
            let amount = try fields.object("amount", "金额信息")
            try amount.currency("currency")
            _ = try fields.optionalText("funds_account", "退款资金来源", 1...32)
            return Sandbox.RefundTerms(
                mchid: mchid,
                order: try order(fields),
                outRefundNo: try fields.text(
                    "out_refund_no",
                    "商户退款单号",
                    1...64,
                    of: PayCharacters.isRefundNumber
                ),
                amount: try amount.amount("refund", "退款金额"),
                total: try amount.amount("total", "原订单金额"),
                reason: try fields.optionalText("reason", "退款原因", 1...80) ?? "",
                notifyURL: try fields.optionalAddress("notify_url", "退款结果回调url") ?? "",
                fingerprint: PayFingerprint.of(body),
                keyKind: keyKind
            )
        }

        /// One of the two numbers; of both, WeChat Pay's counts.
        private static func order(_ fields: PayFields) throws -> Sandbox.PaidOrderNumber {
            if let number = try fields.optionalText("transaction_id", "微信支付订单号", 1...32) {
                return .transaction(number)
            }
            return .outTrade(try fields.text("out_trade_no", "商户订单号", 6...32))
        }
    }
}
