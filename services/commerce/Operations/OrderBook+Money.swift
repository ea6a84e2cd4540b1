import Basics
import CommerceDomain
import Jobs
import Payments
import ServiceKit
import Storage

/// What money does to orders: in the unit that notes the money, so that both are there or neither.
extension OrderBook {
    /// Money has come: the order is paid, and each piece gets its voucher. What comes for an order
    /// that has ended is not wanted.
    func takeMoney(of payment: PaymentRecord) throws -> PaymentEffects.Acceptance {
        guard let id = Order.id(ofPayment: payment.request.ref), let order = try orders.order(id)
        else { return .unwanted(reason: "order_unknown") }
        let paidAt = payment.paidAt ?? now
        guard try orders.pay(id, by: payment.number, paidAt: paidAt, at: now) else {
            try note(OrderEvent(.unwanted, payment.number), on: id)
            return .unwanted(reason: order.state == .cancelled ? "cancelled" : "closed")
        }
        for place in 1...order.pieces.count { try addVoucher(at: place, of: order) }
        try addSold(order.pieces.count, of: order)
        try count(OrderDayStore.Change(paid: 1, paidIn: order.amount), at: paidAt, order)
        try note(OrderEvent(.paid, payment.number), on: id)
        try jobs.cancel(OrderJobs.close, key: "\(id)", in: unit.connection)
        try watchForEnd(of: order)
        return .taken
    }

    private func addVoucher(at place: Int64, of order: OrderRecord) throws {
        for _ in 0..<Self.draws {
            let code = VoucherCode(by: random)
            if try vouchers.add(code, place: place, of: order.id, at: order.merchant) { return }
        }
        throw StorageError.busy
    }

    /// When the good has run out, what is left of the order goes back by itself.
    func watchForEnd(of order: OrderRecord) throws {
        guard order.bought.refundsExpired else { return }
        try jobs.enqueue(
            OrderJobs.expire,
            key: "\(order.id)",
            OrderJobs.Row(order.id),
            due: max(order.bought.validity.end, now),
            again: .sooner,
            in: unit
        )
    }

    /// Nobody can pay it any more, says WeChat Pay. An order whose time is not over can be paid
    /// anew.
    func noteClosed(_ payment: PaymentRecord) throws {
        guard let id = Order.id(ofPayment: payment.request.ref), let order = try orders.order(id),
            order.state == .unpaid, order.expiresAt <= now
        else { return }
        _ = try end(order, as: .closed)
    }

    /// A refund that we wanted has got on.
    func note(_ record: RefundRecord) throws {
        guard let id = OrderRefund.id(of: record.ref), let refund = try refunds.refund(id),
            let order = try orders.order(refund.order)
        else { return }
        let number = record.refundID ?? ""
        switch record.state {
        case .done:
            guard try refunds.move(id, to: .done, refundID: number, at: now) else { return }
            try finish(refund, of: order, doneAt: record.doneAt ?? now)
        case .closed, .cancelled:
            guard try refunds.move(id, to: .failed, refundID: number, at: now) else { return }
            try giveUp(refund, of: order)
        case .processing, .abnormal:
            _ = try refunds.move(id, to: .running, refundID: number, at: now)
        case .waiting, .held, .asking: break
        }
    }

    private func finish(_ refund: OrderRefund, of order: OrderRecord, doneAt: UnixTime) throws {
        try vouchers.refund(refund.id)
        try orders.refund(refund.pieces, of: order.id, doneAt: doneAt, at: now)
        try free(refund.pieces, of: order, cause: OrderRefund.ref(refund.id))
        try addSold(-refund.pieces, of: order)
        let change = OrderDayStore.Change(
            refunded: refund.pieces,
            refundedAmount: refund.amount
        )
        try count(change, at: doneAt, order)
        try note(OrderEvent(.refundDone, OrderRefund.ref(refund.id)), on: order.id)
    }

    /// The pieces are as they were. What has run out is tried again the next day.
    private func giveUp(_ refund: OrderRefund, of order: OrderRecord) throws {
        try vouchers.unlock(refund.id)
        try orders.unlock(refund.pieces, of: order.id, at: now)
        try note(OrderEvent(.refundFailed, OrderRefund.ref(refund.id)), on: order.id)
        guard order.bought.refundsExpired else { return }
        try jobs.enqueue(
            OrderJobs.expire,
            key: "\(order.id)",
            OrderJobs.Row(order.id),
            due: max(order.bought.validity.end, now.adding(seconds: 86_400)),
            again: .replace,
            in: unit
        )
    }
}
