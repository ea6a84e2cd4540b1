public import Basics
public import ServiceKit
import Storage

/// What came of wanting a user to be paid.
public enum TransferOpening: Sendable, Equatable {
    /// It is written down, and happens.
    case written(TransferRecord)
    /// It was wanted before: this is how it stands.
    case known(TransferRecord)
    /// It cannot be.
    case refused(TransferRefusal)
}

extension PaymentService {
    /// WeChat Pay transfers from 0.1 yuan on, and wants the receiver's name from 2,000 on.
    private static let bounds: ClosedRange<Int64> = 10...199_999

    /// Writes down, in the unit of the owner, that a user is paid out of a fund: set apart at once,
    /// asked for by a job, or at once by ``push(transfer:)`` after the unit.
    ///
    /// A thing is paid out once. Where WeChat Pay said that an attempt failed, ran out or was taken
    /// back, the same thing begins the next one, perhaps in another app of the account.
    public func transfer(
        _ request: TransferRequest,
        in unit: UnitOfWork
    ) throws -> TransferOpening {
        guard Self.bounds.contains(request.amount.fen) else { return .refused(.amountInvalid) }
        let store = TransferStore(unit.connection)
        let newest = try store.newest(of: request.ref)
        if let newest, newest.state.keepsMoney {
            return newest.request.amount == request.amount
                ? .known(newest) : .refused(.causeReused)
        }
        let funds = FundStore(unit.connection)
        guard let fund = try funds.fund(request.fund) else { return .refused(.fundUnknown) }
        let id: ID<TransferRecord> = try unit.connection.nextID()
        guard
            try funds.take(request.amount, from: request.fund, .transfer(id), at: unit.now)
        else { return .refused(.moreThanHeld) }
        let attempt = (newest?.attempt ?? 0) + 1
        let made = TransferRecord(
            id: id,
            number: tag.number(.transfer, id, attempt: attempt),
            attempt: attempt,
            request: request,
            mchid: fund.mchid,
            state: .waiting,
            createdAt: unit.now,
            changedAt: unit.now,
            tries: 0
        )
        try store.add(made)
        try schedule(made, at: unit.now.adding(seconds: Self.inlineSeconds), in: unit)
        return .written(made)
    }

    /// Asks WeChat Pay now instead of by the job, and gives how it stands then, with what the phone
    /// is handed. It need not go well: the job goes on.
    public func push(transfer id: ID<TransferRecord>) async throws -> TransferRecord? {
        do {
            _ = try await step(transfer: id)
        } catch {
            await note(error, onTransfer: id)
        }
        return try await database.read { try TransferStore($0).transfer(id) }
    }

    /// Takes a transfer back that its user has not accepted. One that WeChat Pay may know is taken
    /// back there: the owner is told by `transferred` whether the user was faster.
    ///
    /// - Returns: How it stands then; nil where its state forbids it.
    public func cancel(
        _ transfer: TransferRecord,
        in unit: UnitOfWork
    ) throws -> TransferRecord? {
        let store = TransferStore(unit.connection)
        guard let row = try store.transfer(transfer.id) else { return nil }
        guard let state = row.state.after(.cancel) else { return nil }
        var moved = row
        moved.state = state
        moved.changedAt = unit.now
        guard try store.move(moved, from: row.state) else { throw StorageError.busy }
        if state == .cancelled {
            try free(moved, unit)
            try effects.transferred(moved, unit)
        } else {
            try schedule(moved, at: unit.now, in: unit)
        }
        return moved
    }
}
