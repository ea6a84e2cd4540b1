public import Basics
import Jobs
import ServiceKit
public import Storage
import WeChatPay

extension PaymentService {
    /// A job that begins anew: without its pause, and no longer parked.
    func hasten(_ row: RefundRecord, in connection: Connection) throws {
        try jobs.cancel(kinds.refund, key: row.number, in: connection)
        try schedule(row, at: now, in: connection)
    }

    func hasten(_ row: TransferRecord, in connection: Connection) throws {
        try jobs.cancel(kinds.transfer, key: row.number, in: connection)
        try schedule(row, at: now, in: connection)
    }

    func move(
        _ row: RefundRecord,
        _ event: RefundState.Event,
        in connection: Connection
    ) throws -> RefundRecord {
        guard let state = row.state.after(event) else { throw PaymentOfficeRefusal.stateForbids }
        var moved = row
        moved.state = state
        moved.changedAt = now
        guard try RefundStore(connection).move(moved, from: row.state) else {
            throw StorageError.busy
        }
        return moved
    }

    func move(
        _ row: TransferRecord,
        _ event: TransferState.Event,
        in connection: Connection
    ) throws -> TransferRecord {
        guard let state = row.state.after(event) else { throw PaymentOfficeRefusal.stateForbids }
        var moved = row
        moved.state = state
        moved.changedAt = now
        guard try TransferStore(connection).move(moved, from: row.state) else {
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
        also: @escaping @Sendable (RefundRecord, Connection) throws -> Void = { _, _ in }
    ) async throws -> RefundRecord {
        guard let row = try await database.read({ try RefundStore($0).refund(id) }) else {
            throw PaymentOfficeRefusal.unknown
        }
        if row.state == .asking { try await refuseIfThere(row) }
        return try await database.write { [self] connection in
            guard let present = try RefundStore(connection).refund(id),
                present.state == row.state, present.askedAt == row.askedAt
            else { throw PaymentOfficeRefusal.stateForbids }
            let cancelled = try move(present, .cancel, in: connection)
            try free(cancelled, connection)
            try jobs.cancel(kinds.refund, key: cancelled.number, in: connection)
            if cancelled.cause == .owner { try effects.refunded(cancelled, connection) }
            try also(cancelled, connection)
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
        try await database.write { connection in
            _ = try note(told, mchid: row.mchid, in: connection)
        }
        throw PaymentOfficeRefusal.stateForbids
    }
}
