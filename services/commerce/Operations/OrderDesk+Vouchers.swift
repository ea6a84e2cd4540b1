import Admin
import Basics
import CommerceDomain
import Jobs
import ServiceKit
import Storage

extension OrderDesk {
    /// A voucher as whoever redeems it sees it.
    struct Counter: Sendable {
        let voucher: Voucher
        let order: OrderRecord
        /// Why it cannot be redeemed now; nil where it can.
        let obstacle: VoucherRefusal?
    }

    /// So many wrong numbers an operator may type within so long.
    static let mostWrongCodes: Int64 = 20
    static let wrongCodesSeconds: Int64 = 600

    /// What came of a number that somebody typed. A wrong one is a result, since it has to be
    /// counted.
    private enum Attempt: Sendable {
        case found(Counter)
        case wrong
    }

    /// Whom an operator's call is from: who, and whose vouchers they deal with.
    struct Staff: Sendable {
        let action: AdminAction
        let scope: MerchantScope
    }

    /// Looks before it is redeemed.
    func look(
        at typed: String,
        by staff: Staff
    ) async throws(Failure<VoucherRefusal>) -> Counter {
        try await attempt(typed, staff) { counter, _ in counter }
    }

    /// Hands over what it is for, once.
    func redeem(
        _ typed: String,
        by staff: Staff
    ) async throws(Failure<VoucherRefusal>) -> Counter {
        let redeemed = try await attempt(typed, staff) { [self] counter, unit in
            if let obstacle = counter.obstacle { throw obstacle }
            return try redeem(counter, by: staff.action, in: unit)
        }
        metrics.redeemed.add()
        return redeemed
    }

    private func redeem(
        _ counter: Counter,
        by action: AdminAction,
        in unit: UnitOfWork
    ) throws -> Counter {
        let (book, order, code) = (book(unit), counter.order, counter.voucher.code)
        guard
            try book.vouchers.redeem(code, by: action.operatorID, at: unit.now),
            try book.orders.redeem(order.id, at: unit.now)
        else { throw StorageError.busy }
        try book.count(OrderDayStore.Change(redeemed: 1), at: unit.now, order)
        let subject = "voucher:\(counter.voucher.id)"
        try book.note(OrderEvent(.redeemed, by: action.operatorID, subject), on: order.id)
        try unit.record(
            TrailEntry(
                action,
                "voucher.redeem",
                on: subject,
                before: VoucherState.open.rawValue,
                after: VoucherState.redeemed.rawValue
            )
        )
        if order.shippedAt == nil {
            try jobs.enqueue(
                OrderJobs.ship,
                key: "\(order.id)",
                OrderJobs.Row(order.id),
                due: unit.now.adding(seconds: Voucher.undoSeconds),
                in: unit
            )
        }
        return try self.counter(code, unit.connection, at: unit.now) ?? counter
    }

    /// Takes a redemption of the last five minutes back, for a reason.
    func undo(_ typed: String, by staff: Staff) async throws(Failure<VoucherRefusal>) -> Counter {
        try await attempt(typed, staff) { [self] counter, unit in
            let (book, order, voucher) = (book(unit), counter.order, counter.voucher)
            let since = unit.now.adding(seconds: -Voucher.undoSeconds)
            guard let redeemedAt = voucher.redeemedAt,
                try book.vouchers.unredeem(voucher.code, since: since)
            else { throw VoucherRefusal.undoOver }
            try book.orders.unredeem(order.id, at: unit.now)
            try book.count(OrderDayStore.Change(redeemed: -1), at: redeemedAt, order)
            let subject = "voucher:\(voucher.id)"
            try book.note(
                OrderEvent(
                    .undone,
                    by: staff.action.operatorID,
                    "\(subject) \(staff.action.reason)"
                ),
                on: order.id
            )
            try unit.record(
                TrailEntry(
                    staff.action,
                    "voucher.undo",
                    on: subject,
                    before: VoucherState.redeemed.rawValue,
                    after: VoucherState.open.rawValue
                )
            )
            try takeBackShipping(of: order, book)
            try book.watchForEnd(of: order)
            return try self.counter(voucher.code, unit.connection, at: unit.now) ?? counter
        }
    }

    /// WeChat is told of what is still handed over, or of nothing.
    private func takeBackShipping(of order: OrderRecord, _ book: OrderBook) throws {
        guard order.shippedAt == nil else { return }
        if let first = try book.vouchers.firstRedemption(of: order.id) {
            try jobs.enqueue(
                OrderJobs.ship,
                key: "\(order.id)",
                OrderJobs.Row(order.id),
                due: first.adding(seconds: Voucher.undoSeconds),
                again: .replace,
                in: book.unit
            )
        } else {
            try jobs.cancel(OrderJobs.ship, key: "\(order.id)", in: book.unit.connection)
        }
    }

    // MARK: Finding

    /// Does something to the voucher of a number, in one unit; a number that is none of the
    /// operator's is counted against them.
    private func attempt(
        _ typed: String,
        _ staff: Staff,
        _ act: @escaping @Sendable (Counter, UnitOfWork) throws -> Counter
    ) async throws(Failure<VoucherRefusal>) -> Counter {
        guard let code = VoucherCode(typed) else { throw .refused(.codeMalformed) }
        let attempt = try await database.write(refusing: VoucherRefusal.self) { [self] unit in
            let guesses = VoucherGuessStore(unit.connection)
            let start = unit.now.adding(seconds: -Self.wrongCodesSeconds)
            if let known = try guesses.guesses(of: staff.action.operatorID), known.since > start,
                known.wrong >= Self.mostWrongCodes
            {
                let end = known.since.adding(seconds: Self.wrongCodesSeconds)
                throw VoucherRefusal.tooManyWrong(seconds: end.seconds - unit.now.seconds)
            }
            guard let counter = try counter(code, unit.connection, at: unit.now),
                staff.scope.contains(counter.order.merchant)
            else {
                try guesses.add(
                    by: staff.action.operatorID,
                    at: unit.now,
                    anewBefore: start
                )
                return Attempt.wrong
            }
            return Attempt.found(try act(counter, unit))
        }
        switch attempt {
        case .found(let counter): return counter
        case .wrong:
            metrics.wrongCodes.add()
            throw .refused(.unknown)
        }
    }

    private func counter(
        _ code: VoucherCode,
        _ connection: Connection,
        at now: UnixTime
    ) throws -> Counter? {
        guard let voucher = try VoucherStore(connection).voucher(code),
            let order = try OrderStore(connection).order(voucher.order)
        else { return nil }
        return Counter(
            voucher: voucher,
            order: order,
            obstacle: Self.obstacle(voucher, order.bought.validity, at: now)
        )
    }

    static func obstacle(
        _ voucher: Voucher,
        _ validity: GoodsValidity,
        at now: UnixTime
    ) -> VoucherRefusal? {
        switch voucher.state {
        case .redeemed: return voucher.redeemedAt.map { .redeemed(at: $0) } ?? .refunded
        case .locked, .refunded: return .refunded
        case .open: break
        }
        switch validity.standing(on: CivilZone.china.day(at: now)) {
        case .good: return nil
        case .notYet: return .notYetValid(from: validity.first)
        case .over: return .over(since: validity.last)
        }
    }
}
