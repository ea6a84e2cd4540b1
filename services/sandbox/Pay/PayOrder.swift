import Basics

/// An order of JSAPI payment.
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

    /// What the merchant asked for.
    struct Terms: Sendable {
        let outTradeNo: String
        let mchid: String
        let appid: String
        let openid: String
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
    var state: State
    var transactionID: String?
    var paidAt: UnixTime?
    let refunded: Money
    let refunds: Int64

    /// An order lives that long where nothing else is said.
    static let seconds: Int64 = 7 * 86_400
    static let prepaySeconds: Int64 = 7200

    /// The state, with the end of its time taken into account.
    func state(at now: UnixTime) -> State {
        state.isOpen && terms.expiresAt <= now ? .closed : state
    }
}
