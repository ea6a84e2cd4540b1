import ServiceKit

/// What payments count.
struct PaymentMetrics: Sendable {
    enum Money: String, CaseIterable {
        case paid, returned
        case refunded
        case refundFailed = "refund_failed"
        case paidOut = "paid_out"
        case payoutFailed = "payout_failed"
    }

    private let money: LabelledCounter
    private let callbacks: LabelledCounter

    init(_ metrics: Metrics) {
        money = metrics.counter(
            "kumquat_pay_outcomes_total",
            "Payments, refunds and transfers that came to an end.",
            label: "outcome",
            values: Money.allCases.map(\.rawValue)
        )
        callbacks = metrics.counter(
            "kumquat_pay_callbacks_total",
            "Callbacks of WeChat Pay, by what became of them.",
            label: "outcome",
            values: CallbackOutcome.allCases.map(\.rawValue)
        )
    }

    /// What a unit has come to, once it is on disk.
    func count(_ outcome: Money?) {
        if let outcome { money.add(outcome.rawValue) }
    }

    func count(callback outcome: CallbackOutcome) {
        callbacks.add(outcome.rawValue)
    }
}

/// What became of a row in a unit.
struct Noted<Row: Sendable>: Sendable {
    /// The row as it is now.
    let row: Row
    /// The end that it came to; nil where it did not come to one in this unit.
    var outcome: PaymentMetrics.Money?
}

extension RefundState {
    /// Whether it is an end that is counted.
    var outcome: PaymentMetrics.Money? {
        switch self {
        case .done: .refunded
        case .abnormal, .closed: .refundFailed
        case .waiting, .held, .asking, .processing, .cancelled: nil
        }
    }
}

extension TransferState {
    /// Whether it is an end that is counted.
    var outcome: PaymentMetrics.Money? {
        switch self {
        case .paid: .paidOut
        case .failed: .payoutFailed
        case .waiting, .held, .asking, .processing, .confirming, .transferring, .cancelling,
            .cancelled:
            nil
        }
    }
}
