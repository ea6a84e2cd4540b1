public import Basics
import JSON

/// An order that a user pays in a mini-program.
public struct PaymentOrder: Sendable {
    /// The mini-program; has to be bound to the merchant.
    public var appid: String
    /// The merchant's own number: 6 to 32 digits, letters, `_`, `-`, `|`, `*`. The same order under
    /// the same number can be placed again.
    public var outTradeNo: String
    /// What is sold, for the user to read; up to 127 characters.
    public var description: String
    /// How much.
    public var total: Money
    /// The `openid` of the payer, of this very app.
    public var payer: String
    /// Where the callback goes: https, without a query.
    public var notifyURL: String
    /// Comes back in query and callback; up to 128 characters.
    public var attach: String?
    /// Until when it can be paid; seven days where nothing is said.
    public var expiresAt: UnixTime?

    /// An order of these parts.
    public init(
        appid: String,
        outTradeNo: String,
        description: String,
        total: Money,
        payer: String,
        notifyURL: String,
        attach: String? = nil,
        expiresAt: UnixTime? = nil
    ) {
        self.appid = appid
        self.outTradeNo = outTradeNo
        self.description = description
        self.total = total
        self.payer = payer
        self.notifyURL = notifyURL
        self.attach = attach
        self.expiresAt = expiresAt
    }

    func body(_ mchid: String) -> Bytes {
        var json = JSONWriter()
        json.beginObject()
        json.member("appid", appid)
        json.member("mchid", mchid)
        json.member("description", description)
        json.member("out_trade_no", outTradeNo)
        if let expiresAt {
            json.member("time_expire", CivilZone.china.rfc3339(at: expiresAt))
        }
        if let attach { json.member("attach", attach) }
        json.member("notify_url", notifyURL)
        json.key("amount")
        json.beginObject()
        json.member("total", total)
        json.member("currency", "CNY")
        json.endObject()
        json.key("payer")
        json.beginObject()
        json.member("openid", payer)
        json.endObject()
        json.endObject()
        return json.bytes
    }
}

/// Which order is meant.
public enum PaymentNumber: Sendable, Equatable {
    /// The merchant's number.
    case outTradeNo(String)
    /// WeChat Pay's number; there is one when it is paid.
    case transactionID(String)
}

/// How an order stands: what the query says, and the callback.
public struct Payment: Sendable, Equatable {
    /// `trade_state`.
    public enum State: String, Sendable {
        case success = "SUCCESS"
        /// Paid; there are refunds.
        case refunded = "REFUND"
        case notPaid = "NOTPAY"
        case closed = "CLOSED"
        case revoked = "REVOKED"
        case paying = "USERPAYING"
        case failed = "PAYERROR"
        case accepted = "ACCEPT"

        /// Whether money was taken from the user.
        public var isPaid: Bool { self == .success || self == .refunded }
    }

    /// Compare it with the order's own.
    public let appid: String
    /// Compare it with the merchant's own.
    public let mchid: String
    /// The merchant's number.
    public let outTradeNo: String
    /// WeChat Pay's number, when it is paid.
    public let transactionID: String?
    /// How it stands.
    public let state: State
    /// The `openid` of whoever paid.
    public let payer: String?
    /// Compare it with the order's own.
    public let total: Money
    /// `CNY`.
    public let currency: String
    /// When it was paid.
    public let paidAt: UnixTime?
    /// What the order brought along.
    public let attach: String?

    /// Nil for what is no order of WeChat Pay's, or a paid one without its number.
    init?(_ json: JSONValue) {
        guard
            let appid = json["appid"]?.string, let mchid = json["mchid"]?.string,
            let outTradeNo = json["out_trade_no"]?.string,
            let state = json["trade_state"]?.string.flatMap({ State(rawValue: $0) }),
            let total = json["amount"]?["total"]?.integer, total >= 0
        else { return nil }
        self.appid = appid
        self.mchid = mchid
        self.outTradeNo = outTradeNo
        self.state = state
        self.total = Money(fen: total)
        currency = json["amount"]?["currency"]?.string ?? "CNY"
        transactionID = json["transaction_id"]?.string.nonEmpty
        payer = json["payer"]?["openid"]?.string
        paidAt = json["success_time"]?.string.flatMap { UnixTime(rfc3339: $0) }
        attach = json["attach"]?.string
        guard !state.isPaid || transactionID != nil else { return nil }
    }
}
