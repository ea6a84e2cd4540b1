import Basics

/// Something that the merchant is told: first a row, then sent until it is acknowledged.
struct PayCallback: Sendable {
    enum Event: String, Sendable {
        case paid = "TRANSACTION.SUCCESS"
        case refundSuccess = "REFUND.SUCCESS"
        case refundAbnormal = "REFUND.ABNORMAL"
        case refundClosed = "REFUND.CLOSED"
        case transferFinished = "MCHTRANSFER.BILL.FINISHED"

        var summary: String {
            switch self {
            case .paid: "支付成功"
            case .refundSuccess: "退款成功"
            case .refundAbnormal: "退款异常"
            case .refundClosed: "退款关闭"
            case .transferFinished: "商家转账单据终态通知"
            }
        }

        /// `original_type`, which is also the associated data.
        var original: String {
            switch self {
            case .paid: "transaction"
            case .refundSuccess, .refundAbnormal, .refundClosed: "refund"
            case .transferFinished: "mch_payment"
            }
        }

        /// Where its faults stand.
        var faultPath: String {
            switch self {
            case .paid: "callback:payment"
            case .refundSuccess, .refundAbnormal, .refundClosed: "callback:refund"
            case .transferFinished: "callback:transfer"
            }
        }
    }

    enum State: String, Sendable {
        /// To be sent at `nextAt`.
        case waiting
        /// On its way now.
        case sending
        /// Acknowledged.
        case done
        /// Lost by a fault.
        case lost
        /// Sent as often as WeChat sends it, in vain.
        case givenUp = "given_up"
    }

    /// What a new one is made of.
    struct Draft: Sendable {
        /// Who is told.
        let mchid: String
        let event: Event
        /// The merchant's number of what it is about.
        let subject: String
        let url: String
        /// What goes encrypted: JSON.
        let content: String
        let keyKind: PayKeyKind
    }

    let id: ID<PayCallback>
    let eventID: String
    let draft: Draft
    let state: State
    /// Waits for another one to go first.
    let isHeld: Bool
    let tries: Int64
    let createdAt: UnixTime
    let nextAt: UnixTime

    /// Seconds until it is sent again, after each of the tries.
    static let schedule: [Int64] = [
        15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
    ]
    /// Whoever does not answer within that time has not acknowledged.
    static let answerMilliseconds = 5000
    /// One that waits for another to go first waits no longer than that.
    static let heldSeconds: Int64 = 60
}
