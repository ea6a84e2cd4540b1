import Basics

/// An order.
struct PayOrder: Sendable {
    enum State: String, Sendable {
        case notPaid = "NOTPAY"
        case success = "SUCCESS"
        /// Paid, with refunds.
        case refund = "REFUND"
        case closed = "CLOSED"
        /// The user tried and failed; they may try again.
        case payError = "PAYERROR"

        /// `trade_state_desc`.
        var text: String {
            switch self {
            case .notPaid: "订单未支付"
            case .success: "支付成功"
            case .refund: "订单发生过退款，退款详情请查询退款单"
            case .closed: "订单已关闭"
            case .payError: "支付失败，请重新下单支付"
            }
        }

        var isPaid: Bool { self == .success || self == .refund }
        var isOpen: Bool { self == .notPaid || self == .payError }
    }

    /// How it is paid: the endpoint it came by, under the name of `trade_type`.
    enum Trade: String, Sendable, CaseIterable {
        /// In a mini-program, by the user whom the order names.
        case jsapi = "JSAPI"
        /// By whoever scans its `code_url`.
        case native = "NATIVE"
        /// By whoever opens its `h5_url` in a browser.
        case h5 = "MWEB"
        /// In somebody's own app.
        case app = "APP"

        /// How long the prepay id, and the link or code with it, is good.
        var seconds: Int64 { self == .h5 ? 300 : 7200 }
    }

    /// What the merchant asked for.
    struct Terms: Sendable {
        let trade: Trade

        let outTradeNo: String
        let mchid: String
        let appid: String
        /// Who is to pay, or has; nil while anybody may.
        let openid: String?
        let description: String
        let attach: String?
        let total: Money
        let notifyURL: String
        let expiresAt: UnixTime
        /// Tells a repeated request from another one under the same number.
        let fingerprint: Bytes
        let keyKind: PayKeyKind
    }

    let id: ID<PayOrder>
    let terms: Terms
    let createdAt: UnixTime
    var prepayID: String
    var prepayUntil: UnixTime
    /// The part of `code_url` or `h5_url` that nobody can guess; nil where the order has neither.
    var linkToken: String?
    var state: State
    var transactionID: String?
    var paidAt: UnixTime?
    let refunded: Money
    let refunds: Int64

    /// An order lives that long where nothing else is said.
    static let seconds: Int64 = 7 * 86_400

    /// The state, with the end of its time taken into account.
    func state(at now: UnixTime) -> State {
        state.isOpen && terms.expiresAt <= now ? .closed : state
    }

    static let codeStart = "weixin://wxpay/bizpayurl?pr="

    /// What a native order's code says.
    var codeURL: String? {
        terms.trade == .native ? linkToken.map { Self.codeStart + $0 } : nil
    }
}
