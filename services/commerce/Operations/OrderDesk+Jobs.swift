import AuthCalls
import Basics
import CommerceDomain
import Jobs
import Payments
import ServiceKit
import Storage

extension OrderDesk {
    /// Has a runner do what orders need, their payments among it.
    func addJobs(to runner: JobRunner) throws {
        try payments.addJobs(to: runner)
        try runner.on(OrderJobs.close) { job in
            try await closeInTime(job.payload.order, job)
            return .done
        }
        try runner.on(OrderJobs.expire) { job in
            try await refundExpired(job.payload.order, job)
            return .done
        }
        try runner.on(OrderJobs.ship) { job in try await ship(job.payload.order) }
    }

    /// Nobody has paid it in time: closed at WeChat Pay first, then here, which payments tell by
    /// their effects; at once where it was never begun to be paid.
    private func closeInTime(_ id: ID<Order>, _ job: RunningJob<OrderJobs.Row>) async throws {
        try await database.write { [self] unit in
            guard let order = try OrderStore(unit.connection).order(id), order.state == .unpaid
            else { return try job.finish(in: unit.connection) }
            guard order.expiresAt <= unit.now else {
                return try job.reschedule(at: order.expiresAt, in: unit.connection)
            }
            try job.finish(in: unit.connection)
            if case .closed = try payments.close(order.ref, in: unit) {
                _ = try book(unit).end(order, as: .closed)
            }
        }
    }

    /// What it bought has run out: what nobody has redeemed goes back.
    private func refundExpired(_ id: ID<Order>, _ job: RunningJob<OrderJobs.Row>) async throws {
        try await database.write { [self] unit in
            guard let order = try OrderStore(unit.connection).order(id), order.state == .paid,
                order.bought.refundsExpired, order.pieces.open > 0
            else { return try job.finish(in: unit.connection) }
            guard order.bought.validity.end <= unit.now else {
                return try job.reschedule(at: order.bought.validity.end, in: unit.connection)
            }
            try job.finish(in: unit.connection)
            _ = try give(.all, of: order, back: .expired, reason: "商品已过期，自动退款", in: unit)
        }
    }

    // MARK: Shipping information

    /// Tells WeChat once a payment that it was handed over, as soon as nobody can take that back
    /// any more; else the merchant's money stays frozen.
    private func ship(_ id: ID<Order>) async throws -> JobOutcome {
        let found = try await database.read { connection in
            try OrderStore(connection).order(id).map { order in
                (
                    order, try VoucherStore(connection).firstRedemption(of: id),
                    try payments.payment(of: order.ref, in: connection)
                )
            }
        }
        guard let (order, redeemedAt, payment) = found, order.shippedAt == nil,
            let redeemedAt, let payment, let transactionID = payment.transactionID
        else { return .done }
        let due = redeemedAt.adding(seconds: Voucher.undoSeconds)
        guard due <= clock.now else { return .later(at: due) }
        guard let app = try await apps.all().first(where: { $0.appid == payment.request.appid })
        else { return .park(reason: "app_unknown") }
        do throws(Failure<ShippingClient.Refusal>) {
            try await shipping.report(
                ShippingClient.Report(
                    app: app.id,
                    transactionID: transactionID,
                    openid: payment.request.openid,
                    goods: Self.words(order.bought.name, upTo: 120),
                    way: settings.shippingWay,
                    at: redeemedAt
                )
            )
        } catch {
            return try await outcome(of: error, order)
        }
        try await noteShipped(order)
        return .done
    }

    private func noteShipped(_ order: OrderRecord) async throws {
        try await database.write { [self] unit in
            let book = book(unit)
            guard try book.orders.setShipped(order.id, at: unit.now) else { return }
            try book.note(OrderEvent(.shipped), on: order.id)
        }
    }

    private func outcome(
        of failure: Failure<ShippingClient.Refusal>,
        _ order: OrderRecord
    ) async throws -> JobOutcome {
        switch failure {
        case .refused(.alreadyShipped):
            try await noteShipped(order)
            return .done
        case .refused(.notShippable):
            try await database.write { [self] unit in
                try book(unit).note(OrderEvent(.shippingRefused, "not_shippable"), on: order.id)
            }
            return .done
        case .refused(.paymentUnknown), .refused(.appUnknown), .refused(.appUnconfigured),
            .unavailable, .fault:
            return .failed(failure)
        }
    }
}
