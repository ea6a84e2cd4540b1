import Basics
public import ServiceKit
import Storage

/// What came of asking for a payment.
enum PaymentOpening: Sendable, Equatable {
    /// It can be paid: place it.
    case open(PaymentRecord)
    /// Another one, in another app or by another payer, can still be paid: it has to be closed
    /// first.
    case closeFirst(PaymentRecord)
    /// It cannot be.
    case refused(PaymentRefusal)
}

extension PaymentService {
    /// Writes down, in the unit of the owner, that something is to be paid. The same again gives
    /// the same row; the same thing with another app, payer or amount closes that one first.
    func open(
        _ request: PaymentRequest,
        in unit: UnitOfWork
    ) throws -> PaymentOpening {
        guard request.amount > .zero else { return .refused(.amountInvalid) }
        guard try AccountStore(unit.connection).version(of: request.mchid) != nil else {
            return .refused(.accountUnknown)
        }
        if let fund = try FundStore(unit.connection).fund(request.fund), fund.mchid != request.mchid
        {
            return .refused(.accountUnknown)
        }
        let store = PaymentStore(unit.connection)
        if let known = try store.present(of: request.ref) {
            return try go(on: known, for: request, in: unit)
        }
        guard request.expiresAt > unit.now else { return .refused(.closed) }
        let id: ID<PaymentRecord> = try unit.connection.nextID()
        let attempt = try store.lastAttempt(of: request.ref) + 1
        let made = PaymentRecord(
            id: id,
            number: tag.number(.payment, id, attempt: attempt),
            attempt: attempt,
            request: request,
            state: .open,
            createdAt: unit.now,
            changedAt: unit.now,
            refunded: .zero,
            isReplaced: false
        )
        guard try store.add(made) else {
            // Another process was faster: ask again.
            throw StorageError.busy
        }
        try schedule(
            made,
            at: QuerySchedule.payment.next(after: unit.now, began: unit.now),
            in: unit
        )
        return .open(made)
    }

    private func go(
        on known: PaymentRecord,
        for request: PaymentRequest,
        in unit: UnitOfWork
    ) throws -> PaymentOpening {
        switch known.state {
        case .paid: return .refused(.alreadyPaid)
        case .open where known.request == request:
            return request.expiresAt > unit.now ? .open(known) : .refused(.closed)
        case .open:
            var closing = known
            closing.isReplaced = true
            return .closeFirst(try startClosing(closing, in: unit))
        case .closing: return .closeFirst(known)
        case .closed, .returned: return .refused(.closed)
        }
    }

    // MARK: Closing

    /// What came of wanting something closed.
    public enum Closing: Sendable, Equatable {
        /// Nobody can pay it: there is no open payment for it.
        case closed
        /// It is being closed; the owner is told by `closed`, or by `paid` where the money was
        /// faster.
        case closing(PaymentRecord)
        /// The money was faster.
        case paid(PaymentRecord)
    }

    /// Has the payment of a thing closed, in the unit of the owner: at WeChat Pay first, then here.
    public func close(_ ref: String, in unit: UnitOfWork) throws -> Closing {
        guard var known = try PaymentStore(unit.connection).present(of: ref) else { return .closed }
        switch known.state {
        case .paid: return .paid(known)
        case .open: return .closing(try startClosing(known, in: unit))
        case .closing where known.isReplaced:
            // It made room for another one that has not come: now its end is the thing's end.
            known.isReplaced = false
            guard try PaymentStore(unit.connection).move(known, from: .closing) else {
                throw StorageError.busy
            }
            return .closing(known)
        case .closing: return .closing(known)
        case .closed, .returned: return .closed
        }
    }

    func startClosing(
        _ payment: PaymentRecord,
        in unit: UnitOfWork
    ) throws -> PaymentRecord {
        guard let state = payment.state.after(.closeWanted) else {
            throw Contradiction.stateImpossible
        }
        var closing = payment
        closing.state = state
        closing.changedAt = unit.now
        guard try PaymentStore(unit.connection).move(closing, from: payment.state) else {
            throw StorageError.busy
        }
        try schedule(closing, at: unit.now, in: unit)
        return closing
    }
}
