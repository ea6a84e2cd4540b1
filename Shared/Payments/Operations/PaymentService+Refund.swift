public import Basics
public import ServiceKit
import Storage

/// What came of wanting money to go back.
public enum RefundOpening: Sendable, Equatable {
    /// It is written down, and happens.
    case written(RefundRecord)
    /// It was wanted before: this is how it stands.
    case known(RefundRecord)
    /// It cannot be.
    case refused(RefundRefusal)
}

extension PaymentService {
    /// Writes down, in the unit of the owner, that money goes back to whoever paid: set apart at
    /// once, given back by a job, or at once by ``push(refund:)`` after the unit.
    ///
    /// A cause gives money back once. Where WeChat Pay gave an attempt up, or a person took it
    /// back, the same cause begins the next one.
    public func refund(
        _ request: RefundRequest,
        in unit: UnitOfWork
    ) throws -> RefundOpening {
        guard request.amount > .zero else { return .refused(.amountInvalid) }
        let newest = try RefundStore(unit.connection).newest(of: request.ref)
        if let newest, newest.state.keepsMoney {
            return newest.amount == request.amount ? .known(newest) : .refused(.causeReused)
        }
        guard
            let payment = try PaymentStore(unit.connection).present(of: request.payment),
            payment.state == .paid
        else { return .refused(.notPaid) }
        return try write(
            request,
            of: payment,
            .owner,
            attempt: (newest?.attempt ?? 0) + 1,
            in: unit
        )
    }

    /// All the money of a payment that nobody wanted.
    func giveBack(_ payment: PaymentRecord, in unit: UnitOfWork) throws {
        guard let received = payment.received else { throw Contradiction.stateImpossible }
        let request = RefundRequest(
            ref: Self.returnRef(payment),
            payment: payment.request.ref,
            amount: received,
            reason: "订单已关闭，款项原路退回"
        )
        let opening = try write(request, of: payment, .unwanted, attempt: 1, in: unit)
        guard case .written = opening else { throw Contradiction.stateImpossible }
    }

    /// The next attempt of one that was given up, or taken back.
    func repeated(_ row: RefundRecord, in unit: UnitOfWork) throws -> RefundRecord {
        guard
            let newest = try RefundStore(unit.connection).newest(of: row.ref), newest.id == row.id,
            let payment = try PaymentStore(unit.connection).payment(row.payment)
        else { throw PaymentOfficeRefusal.stateForbids }
        let request = RefundRequest(
            ref: row.ref,
            payment: payment.request.ref,
            amount: row.amount,
            reason: row.reason
        )
        let opening = try write(
            request,
            of: payment,
            row.cause,
            attempt: row.attempt + 1,
            in: unit
        )
        guard case .written(let made) = opening else { throw PaymentOfficeRefusal.stateForbids }
        return made
    }

    static func returnRef(_ payment: PaymentRecord) -> String { "return:\(payment.id)" }

    private func write(
        _ request: RefundRequest,
        of payment: PaymentRecord,
        _ cause: RefundRecord.Cause,
        attempt: Int64,
        in unit: UnitOfWork
    ) throws -> RefundOpening {
        let payments = PaymentStore(unit.connection)
        guard try payments.reserve(request.amount, of: payment.id) else {
            return .refused(.moreThanPaid)
        }
        let id: ID<RefundRecord> = try unit.connection.nextID()
        let isHeld = try FundStore(unit.connection).take(
            request.amount,
            from: payment.request.fund,
            .refund(id),
            at: unit.now
        )
        guard isHeld else {
            try payments.release(request.amount, of: payment.id)
            return .refused(.moreThanHeld)
        }
        let made = RefundRecord(
            id: id,
            number: tag.number(.refund, id, attempt: attempt),
            ref: request.ref,
            attempt: attempt,
            payment: payment.id,
            fund: payment.request.fund,
            mchid: payment.request.mchid,
            amount: request.amount,
            reason: request.reason,
            cause: cause,
            state: .waiting,
            createdAt: unit.now,
            changedAt: unit.now,
            tries: 0
        )
        try RefundStore(unit.connection).add(made)
        try schedule(made, at: unit.now.adding(seconds: Self.inlineSeconds), in: unit)
        return .written(made)
    }

    /// A job leaves so much time to whoever wants to see what comes of it at once.
    static let inlineSeconds: Int64 = 2

    /// Asks WeChat Pay now instead of by the job, and gives how it stands then. It need not go
    /// well: the job goes on.
    public func push(refund id: ID<RefundRecord>) async throws -> RefundRecord? {
        do {
            _ = try await step(refund: id)
        } catch {
            await note(error, onRefund: id)
        }
        return try await database.read { try RefundStore($0).refund(id) }
    }
}
