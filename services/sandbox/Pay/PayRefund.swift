import Basics

/// Money on its way back to a payer.
struct PayRefund: Sendable {
    enum State: String, Sendable, CaseIterable {
        case processing = "PROCESSING"
        case success = "SUCCESS"
        case abnormal = "ABNORMAL"
        case closed = "CLOSED"
    }

    let id: ID<PayRefund>
    let mchid: String
    let refundID: String
    let outRefundNo: String
    let order: ID<PayOrder>
    let amount: Money
    let reason: String
    /// Empty where nobody is to be told.
    let notifyURL: String
    let fingerprint: Bytes
    let keyKind: PayKeyKind
    var state: State
    let createdAt: UnixTime
    let dueAt: UnixTime
    var successAt: UnixTime?

    /// For one order.
    static let maximumCount: Int64 = 50
    /// A year after the payment it is too late.
    static let days: Int64 = 365
    /// What all of them go back to.
    static let account = "支付用户零钱"
}
