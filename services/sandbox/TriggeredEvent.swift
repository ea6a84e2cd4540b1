/// What `trigger` makes happen.
enum TriggeredEvent: String, Sendable, CaseIterable {
    case paymentSuccess = "payment.success"
    case refundSuccess = "refund.success"
    case refundAbnormal = "refund.abnormal"
    case refundClosed = "refund.closed"
    case transferSuccess = "transfer.success"
    case transferFailed = "transfer.fail"

    /// How its refund ends; nil where it has none.
    var refund: PayRefund.State? {
        switch self {
        case .refundSuccess: .success
        case .refundAbnormal: .abnormal
        case .refundClosed: .closed
        default: nil
        }
    }

    /// The callback that it ends with.
    var callback: PayCallback.Event {
        switch self {
        case .paymentSuccess: .paid
        case .refundSuccess: .refundSuccess
        case .refundAbnormal: .refundAbnormal
        case .refundClosed: .refundClosed
        case .transferSuccess, .transferFailed: .transferFinished
        }
    }
}
