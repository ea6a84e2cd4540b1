public import Basics
import JSON

/// Money to be given back.
public struct RefundOrder: Sendable {
    /// The paid order.
    public var payment: PaymentNumber
    /// The merchant's own number: up to 64 digits, letters, `_`, `-`, `|`, `*`, `@`. A failed refund
    /// is tried again under the same one.
    public var outRefundNo: String
    /// How much goes back.
    public var amount: Money
    /// What the whole order was.
    public var total: Money
    /// For the user to read; up to 80 characters.
    public var reason: String?
    /// Where the callback goes.
    public var notifyURL: String?

    /// A refund of these parts.
    public init(
        of payment: PaymentNumber,
        outRefundNo: String,
        amount: Money,
        total: Money,
        reason: String? = nil,
        notifyURL: String? = nil
    ) {
        self.payment = payment
        self.outRefundNo = outRefundNo
        self.amount = amount
        self.total = total
        self.reason = reason
        self.notifyURL = notifyURL
    }

    var body: Bytes {
        var json = JSONWriter()
        json.beginObject()
        switch payment {
        case .outTradeNo(let number): json.member("out_trade_no", number)
        case .transactionID(let number): json.member("transaction_id", number)
        }
        json.member("out_refund_no", outRefundNo)
        if let reason { json.member("reason", reason) }
        if let notifyURL { json.member("notify_url", notifyURL) }
        json.key("amount")
        json.beginObject()
        json.member("refund", amount)
        json.member("total", total)
        json.member("currency", "CNY")
        json.endObject()
        json.endObject()
        return json.bytes
    }
}

/// How a refund stands: what its making and its query say, and the callback.
public struct Refund: Sendable, Equatable {
    /// `status`, in callbacks `refund_status`.
    public enum State: String, Sendable {
        case processing = "PROCESSING"
        case success = "SUCCESS"
        /// The way back is barred; a person has to see to it.
        case abnormal = "ABNORMAL"
        case closed = "CLOSED"
    }

    /// Only callbacks have it; compare it with the merchant's own.
    public let mchid: String?
    /// WeChat Pay's number of it.
    public let refundID: String
    /// The merchant's.
    public let outRefundNo: String
    /// WeChat Pay's number of the order.
    public let transactionID: String
    /// The merchant's.
    public let outTradeNo: String
    /// How it stands.
    public let state: State
    /// What goes back; compare it.
    public let amount: Money
    /// What the whole order was; compare it.
    public let total: Money
    /// When WeChat Pay took it on; callbacks do not say it.
    public let createdAt: UnixTime?
    /// When it was done.
    public let doneAt: UnixTime?

    init?(_ json: JSONValue) {
        guard
            let refundID = json["refund_id"]?.string,
            let outRefundNo = json["out_refund_no"]?.string,
            let transactionID = json["transaction_id"]?.string,
            let outTradeNo = json["out_trade_no"]?.string,
            let state = (json["refund_status"] ?? json["status"])?.string
                .flatMap({ State(rawValue: $0) }),
            let amount = json["amount"]?["refund"]?.integer, amount >= 0,
            let total = json["amount"]?["total"]?.integer, total >= amount
        else { return nil }
        mchid = json["mchid"]?.string
        self.refundID = refundID
        self.outRefundNo = outRefundNo
        self.transactionID = transactionID
        self.outTradeNo = outTradeNo
        self.state = state
        self.amount = Money(fen: amount)
        self.total = Money(fen: total)
        createdAt = json["create_time"]?.string.flatMap { UnixTime(rfc3339: $0) }
        doneAt = json["success_time"]?.string.flatMap { UnixTime(rfc3339: $0) }
    }
}
