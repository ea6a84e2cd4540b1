import Basics
import ServiceKit
import Storage
import WeChatPay

/// What WeChat Pay says of an order, applied to its row: in one unit, once, whatever brought it.
extension PaymentService {
    /// Asks how an order stands, and notes it. Nil where WeChat Pay does not know the number: it was
    /// never placed, and the row stays as it is.
    func ask(_ payment: PaymentRecord, _ client: WeChatPayClient) async throws -> PaymentRecord? {
        let told: Payment
        do throws(PayFailure) {
            told = try await client.payment(.outTradeNo(payment.number))
        } catch {
            guard case .refused(let refusal) = error, refusal.kind == .unknown else { throw error }
            return nil
        }
        hook.reach(.paymentAsked)
        let noted = try await database.writeRepeatable { unit in
            try note(told, mchid: payment.request.mchid, in: unit)
        }
        metrics.count(noted.outcome)
        return noted.row
    }

    /// Notes what a query said. Money of another amount than was asked for is not wanted.
    func note(
        _ told: Payment,
        mchid: String,
        in unit: UnitOfWork
    ) throws -> Noted<PaymentRecord> {
        let row = try row(told, mchid, unit)
        if told.state.isPaid { return try takeMoney(told, row, unit) }
        switch told.state {
        case .closed, .revoked: return Noted(row: try noteClosed(row, in: unit))
        default: return Noted(row: row)
        }
    }

    /// Notes what a callback said: money has come, of exactly the amount that was asked for.
    func notePaid(
        _ told: Payment,
        mchid: String,
        in unit: UnitOfWork
    ) throws -> Noted<PaymentRecord> {
        let row = try row(told, mchid, unit)
        guard told.state == .success else { throw Contradiction.stateImpossible }
        guard told.total == row.request.amount else { throw Contradiction.amountDiffers }
        return try takeMoney(told, row, unit)
    }

    private func row(
        _ told: Payment,
        _ mchid: String,
        _ unit: UnitOfWork
    ) throws -> PaymentRecord {
        guard let row = try PaymentStore(unit.connection).payment(number: told.outTradeNo) else {
            throw Contradiction.numberUnknown
        }
        guard told.mchid == mchid, row.request.mchid == mchid else {
            throw Contradiction.merchantDiffers
        }
        guard told.appid == row.request.appid else { throw Contradiction.appDiffers }
        guard told.payer == nil || told.payer == row.request.openid else {
            throw Contradiction.personDiffers
        }
        guard told.currency == "CNY" else { throw Contradiction.amountDiffers }
        return row
    }

    private func takeMoney(
        _ told: Payment,
        _ row: PaymentRecord,
        _ unit: UnitOfWork
    ) throws -> Noted<PaymentRecord> {
        if row.state.hasMoney {
            guard row.transactionID == told.transactionID else {
                throw Contradiction.transactionDiffers
            }
            return Noted(row: row)
        }
        var paid = row
        paid.transactionID = told.transactionID
        paid.received = told.total
        paid.paidAt = told.paidAt ?? unit.now
        paid.trouble =
            row.state == .closed ? "late" : told.total != row.request.amount ? "amount" : nil
        let isWanted = paid.trouble == nil
        paid = try move(paid, isWanted ? .moneyTaken : .moneyUnwanted, unit)
        try FundStore(unit.connection).add(
            told.total,
            to: row.request.fund,
            of: row.request.mchid,
            .payment(row.id),
            at: unit.now
        )
        if isWanted, case .unwanted(let reason) = try effects.paid(paid, unit) {
            paid.trouble = reason
            paid = try move(paid, .moneyUnwanted, unit)
        }
        if paid.state == .returned { try giveBack(paid, in: unit) }
        return Noted(row: paid, outcome: paid.state == .paid ? .paid : .returned)
    }

    /// WeChat Pay has closed it, or never knew it.
    func noteClosed(
        _ row: PaymentRecord,
        in unit: UnitOfWork
    ) throws -> PaymentRecord {
        guard row.state.isLive else { return row }
        let closed = try move(row, .closed, unit)
        if !row.isReplaced { try effects.closed(closed, unit) }
        return closed
    }

    private func move(
        _ row: PaymentRecord,
        _ event: PaymentState.Event,
        _ unit: UnitOfWork
    ) throws -> PaymentRecord {
        guard let state = row.state.after(event) else { throw Contradiction.stateImpossible }
        var moved = row
        moved.state = state
        moved.changedAt = unit.now
        guard try PaymentStore(unit.connection).move(moved, from: row.state) else {
            throw StorageError.busy
        }
        return moved
    }

    // MARK: A step

    /// Brings a payment one step further: asks how it stands, closes it when its time is over.
    func step(payment id: ID<PaymentRecord>) async throws -> Progress {
        guard let row = try await database.read({ try PaymentStore($0).payment(id) }) else {
            return .done
        }
        switch row.state {
        case .paid, .returned, .closed: return .done
        case .closing: return try await close(row)
        case .open where row.request.expiresAt <= now:
            let closing = try await database.writeRepeatable { unit -> PaymentRecord? in
                guard let row = try PaymentStore(unit.connection).payment(id), row.state == .open
                else {
                    return nil
                }
                return try startClosing(row, in: unit)
            }
            return closing == nil ? .again(now) : try await step(payment: id)
        case .open:
            // Without a prepay id no phone could pay it.
            guard row.prepayID != nil else { return .again(row.request.expiresAt) }
            let client = try await accounts.client(row.request.mchid)
            let state = try await ask(row, client)?.state ?? .open
            guard state.isLive else { return .done }
            guard state == .open else { return .again(now) }
            let next = QuerySchedule.payment.next(after: now, began: row.createdAt)
            return .again(min(next, row.request.expiresAt))
        }
    }

    private func close(_ row: PaymentRecord) async throws -> Progress {
        hook.reach(.paymentClosing)
        let client = try await accounts.client(row.request.mchid)
        do throws(PayFailure) {
            try await client.closeOrder(row.number)
        } catch {
            guard case .refused = error else { throw error }
            // Not signed: only the query says whether it was paid.
            if let present = try await ask(row, client) {
                guard present.state == .closing else { return .again(now) }
                throw error
            }
        }
        hook.reach(.paymentClosed)
        try await database.writeRepeatable { unit in
            guard let row = try PaymentStore(unit.connection).payment(row.id) else { return }
            _ = try noteClosed(row, in: unit)
        }
        return .done
    }
}
