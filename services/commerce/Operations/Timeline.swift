import Basics
import CommerceDomain
import Payments
import ServiceKit
import Storage

/// A line of an order's timeline.
struct TimelineEntry: Sendable, Equatable {
    let at: UnixTime
    /// `placed`, `prepay`, `callback`, `query`, `paid`, `redeemed`, …
    let what: String
    /// The operator; empty for the buyer and for what happens by itself.
    let who: String
    let detail: String
}

/// Everything that happened to an order, out of its own rows and those of payments.
struct Timeline {
    private let desk: OrderDesk
    private let connection: Connection

    init(_ desk: OrderDesk, _ connection: Connection) {
        self.desk = desk
        self.connection = connection
    }

    /// In the order in which it happened.
    func entries(of order: OrderRecord, _ payments: [PaymentRecord]) throws -> [TimelineEntry] {
        var entries = try OrderEventStore(connection).events(of: order.id).map { row in
            TimelineEntry(
                at: row.at,
                what: row.event.kind.rawValue,
                who: row.event.who,
                detail: row.event.detail
            )
        }
        for payment in payments {
            entries += try self.entries(of: payment)
            for refund in try desk.payments.refunds(of: payment.id, in: connection) {
                entries += try self.entries(of: refund)
            }
        }
        // What came at one moment stays as it was noted.
        return entries.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    private func entries(of payment: PaymentRecord) throws -> [TimelineEntry] {
        let callbacks = try callbacks(about: payment.number)
        var entries = [
            TimelineEntry(
                at: payment.createdAt,
                what: "prepay",
                who: "",
                detail: "\(payment.number) \(payment.request.appid)"
            )
        ]
        if payment.state.hasMoney, callbacks.isEmpty {
            // Nobody called back: we asked.
            entries.append(
                TimelineEntry(
                    at: payment.changedAt,
                    what: "query",
                    who: "",
                    detail: "\(payment.number) \(payment.state.rawValue)"
                )
            )
        }
        if payment.state == .closed {
            entries.append(
                TimelineEntry(
                    at: payment.changedAt,
                    what: "prepay_closed",
                    who: "",
                    detail: payment.number
                )
            )
        }
        return entries + callbacks
    }

    private func entries(of refund: RefundRecord) throws -> [TimelineEntry] {
        let line = TimelineEntry(
            at: refund.createdAt,
            what: "refund_row",
            who: "",
            detail: "\(refund.number) \(refund.amount.fen) \(refund.cause.rawValue) "
                + refund.state.rawValue
        )
        return [line] + (try callbacks(about: refund.number))
    }

    private func callbacks(about number: String) throws -> [TimelineEntry] {
        try desk.office.callbacks(about: number, in: connection).map { callback in
            TimelineEntry(
                at: callback.at,
                what: "callback",
                who: "",
                detail: "\(callback.type) \(number)"
                    + (callback.appliedAt == nil ? " waiting" : "")
            )
        }
    }
}
