public import Basics
import Jobs
public import ServiceKit
import Storage
import WeChatPay

extension PaymentService {
    /// A job that begins anew: without its pause, and no longer parked.
    func hasten(_ row: RefundRecord, in unit: UnitOfWork) throws {
        try jobs.cancel(kinds.refund, key: row.number, in: unit.connection)
        try schedule(row, at: unit.now, in: unit)
    }

    func hasten(_ row: TransferRecord, in unit: UnitOfWork) throws {
        try jobs.cancel(kinds.transfer, key: row.number, in: unit.connection)
        try schedule(row, at: unit.now, in: unit)
    }

    func move(
        _ row: RefundRecord,
        _ event: RefundState.Event,
        in unit: UnitOfWork
    ) throws -> RefundRecord {
        guard let state = row.state.after(event) else { throw PaymentOfficeRefusal.stateForbids }
        var moved = row
        moved.state = state
        moved.changedAt = unit.now
        guard try RefundStore(unit.connection).move(moved, from: row.state) else {
            throw StorageError.busy
        }
        return moved
    }

    func move(
        _ row: TransferRecord,
        _ event: TransferState.Event,
        in unit: UnitOfWork
    ) throws -> TransferRecord {
        guard let state = row.state.after(event) else { throw PaymentOfficeRefusal.stateForbids }
        var moved = row
        moved.state = state
        moved.changedAt = unit.now
        guard try TransferStore(unit.connection).move(moved, from: row.state) else {
            throw StorageError.busy
        }
        return moved
    }

    /// Takes a refund back that WeChat Pay does not have: asked for it, or about it, first where it
    /// may. `also` runs in the unit that takes it back: the trail.
    ///
    /// - Throws: `PaymentOfficeRefusal.stateForbids` where WeChat Pay has it, or may still get it:
    ///   six minutes after the last call that is certain.
    public func cancel(
        refund id: ID<RefundRecord>,
        also: @escaping @Sendable (RefundRecord, UnitOfWork) throws -> Void = { _, _ in }
    ) async throws -> RefundRecord {
        guard let row = try await database.read({ try RefundStore($0).refund(id) }) else {
            throw PaymentOfficeRefusal.unknown
        }
        if row.state == .asking { try await refuseIfThere(row) }
        return try await database.writeRepeatable { [self] unit in
            guard let present = try RefundStore(unit.connection).refund(id),
                present.state == row.state, present.askedAt == row.askedAt
            else { throw PaymentOfficeRefusal.stateForbids }
            let cancelled = try move(present, .cancel, in: unit)
            try free(cancelled, unit)
            try jobs.cancel(kinds.refund, key: cancelled.number, in: unit.connection)
            if cancelled.cause == .owner { try effects.refunded(cancelled, unit) }
            try also(cancelled, unit)
            return cancelled
        }
    }

    private func refuseIfThere(_ row: RefundRecord) async throws {
        let client = try await accounts.client(row.mchid)
        let told: Refund
        do throws(PayFailure) {
            told = try await client.refundState(row.number)
        } catch {
            guard case .refused(let refusal) = error, refusal.kind == .unknown,
                !mayBeUnderway(row.askedAt)
            else { throw PaymentOfficeRefusal.stateForbids }
            return
        }
        try await database.writeRepeatable { unit in
            _ = try note(told, mchid: row.mchid, in: unit)
        }
        throw PaymentOfficeRefusal.stateForbids
    }
}
