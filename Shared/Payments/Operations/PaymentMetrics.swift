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

    func count(_ outcome: Money) {
        money.add(outcome.rawValue)
    }

    func count(_ outcome: CallbackOutcome) {
        callbacks.add(outcome.rawValue)
    }

    func count(refund state: RefundState) {
        switch state {
        case .done: count(.refunded)
        case .abnormal, .closed: count(.refundFailed)
        case .waiting, .held, .asking, .processing, .cancelled: break
        }
    }

    func count(transfer state: TransferState) {
        switch state {
        case .paid: count(.paidOut)
        case .failed: count(.payoutFailed)
        case .waiting, .held, .asking, .processing, .confirming, .transferring, .cancelling,
            .cancelled:
            break
        }
    }
}
