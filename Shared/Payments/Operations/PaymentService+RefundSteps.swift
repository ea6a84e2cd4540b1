import Basics
import ServiceKit
import Storage
import WeChatPay

extension PaymentService {
    /// Brings a refund one step further: asks for it, or how it stands. What may have arrived is
    /// asked about before it is asked for again.
    func step(refund id: ID<RefundRecord>) async throws -> Progress {
        let found = try await database.read { connection in
            try RefundStore(connection).refund(id).flatMap { row in
                try PaymentStore(connection).payment(row.payment).map { (row, $0) }
            }
        }
        guard let (row, payment) = found else { return .done }
        switch row.state {
        case .held, .done, .closed, .cancelled: return .done
        case .waiting: return try await send(row, of: payment)
        case .asking, .processing, .abnormal:
            let client = try await accounts.client(row.mchid)
            let told: Refund
            do throws(PayFailure) {
                told = try await client.refundState(row.number)
            } catch {
                guard case .refused(let refusal) = error, refusal.kind == .unknown,
                    row.state == .asking
                else { throw error }
                // The call has not arrived.
                return try await send(row, of: payment)
            }
            hook.reach(.refundQueried)
            return progress(try await noted(told, row))
        }
    }

    private func send(_ row: RefundRecord, of payment: PaymentRecord) async throws -> Progress {
        guard let asking = try await startAsking(row.id) else { return .again(now) }
        hook.reach(.refundAsking)
        let told = try await accounts.client(row.mchid).refund(
            RefundOrder(
                of: .outTradeNo(payment.number),
                outRefundNo: asking.number,
                amount: asking.amount,
                total: payment.received ?? payment.request.amount,
                reason: asking.reason,
                notifyURL: notifyURL(.refund, asking.mchid)
            )
        )
        hook.reach(.refundAsked)
        let noted = try await noted(told, asking)
        hook.reach(.refundNoted)
        return progress(noted)
    }

    /// Nil where it is no longer to be asked for.
    private func startAsking(_ id: ID<RefundRecord>) async throws -> RefundRecord? {
        try await database.writeRepeatable { [self] unit -> RefundRecord? in
            guard let row = try RefundStore(unit.connection).refund(id),
                let state = row.state.after(.ask)
            else { return nil }
            var asking = row
            asking.state = state
            asking.changedAt = unit.now
            asking.askedAt = clock.real.now()
            asking.tries += 1
            guard try RefundStore(unit.connection).move(asking, from: row.state) else {
                throw StorageError.busy
            }
            return asking
        }
    }

    private func noted(_ told: Refund, _ row: RefundRecord) async throws -> RefundRecord {
        let noted = try await database.writeRepeatable { unit in
            try note(told, mchid: row.mchid, in: unit)
        }
        metrics.count(noted.outcome)
        return noted.row
    }

    private func progress(_ row: RefundRecord) -> Progress {
        switch row.state {
        case .done, .closed, .cancelled, .held: .done
        case .abnormal: .stuck("abnormal")
        case .waiting, .asking: .again(now)
        case .processing:
            .again(QuerySchedule.refund.next(after: now, began: row.createdAt))
        }
    }

    // MARK: What WeChat Pay says

    /// Applies what WeChat Pay says of a refund to its row: in one unit, once, whatever brought it.
    func note(
        _ told: Refund,
        mchid: String,
        in unit: UnitOfWork
    ) throws -> Noted<RefundRecord> {
        let store = RefundStore(unit.connection)
        guard let row = try store.refund(number: told.outRefundNo),
            let payment = try PaymentStore(unit.connection).payment(row.payment)
        else { throw Contradiction.numberUnknown }
        guard row.mchid == mchid, told.mchid == nil || told.mchid == mchid else {
            throw Contradiction.merchantDiffers
        }
        guard told.outTradeNo == payment.number, told.transactionID == payment.transactionID else {
            throw Contradiction.transactionDiffers
        }
        guard told.amount == row.amount, told.total == payment.received else {
            throw Contradiction.amountDiffers
        }
        guard let state = row.state.after(RefundState.Event(told.state)) else {
            // Late news of what is over.
            if row.state == .done, told.state == .processing { return Noted(row: row) }
            throw Contradiction.stateImpossible
        }
        var moved = row
        moved.state = state
        moved.refundID = told.refundID
        moved.takenAt = row.takenAt ?? told.createdAt ?? told.doneAt
        moved.doneAt = told.doneAt ?? row.doneAt
        moved.trouble = state == .abnormal || state == .closed ? told.state.rawValue : nil
        moved.troubledAt = moved.trouble == nil ? nil : row.troubledAt ?? unit.now
        guard moved != row else { return Noted(row: row) }
        moved.changedAt = state == row.state ? row.changedAt : unit.now
        guard try store.move(moved, from: row.state) else { throw StorageError.busy }
        guard state != row.state else { return Noted(row: moved) }
        if !state.keepsMoney { try free(moved, unit) }
        if moved.cause == .owner { try effects.refunded(moved, unit) }
        return Noted(row: moved, outcome: state.outcome)
    }

    /// A refund came to nothing: what was set apart for it is there again.
    func free(_ refund: RefundRecord, _ unit: UnitOfWork) throws {
        try PaymentStore(unit.connection).release(refund.amount, of: refund.payment)
        try FundStore(unit.connection).add(
            refund.amount,
            to: refund.fund,
            of: refund.mchid,
            .refundBack(refund.id),
            at: unit.now
        )
    }
}
