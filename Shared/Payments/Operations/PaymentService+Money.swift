import Basics
import ServiceKit
import Storage
import WeChatPay

/// What WeChat Pay says of an order, applied to its row: in one unit, once, whatever brought it.
extension PaymentService {
    /// Asks how an order stands, and notes it. A number that WeChat Pay does not know was never
    /// placed: the row stays as it is.
    func ask(_ payment: PaymentRecord, _ client: WeChatPayClient) async throws -> PaymentRecord {
        let told: Payment
        do throws(PayFailure) {
            told = try await client.payment(.outTradeNo(payment.number))
        } catch {
            guard case .refused(let refusal) = error, refusal.kind == .unknown else { throw error }
            return payment
        }
        hook.reach(.paymentAsked)
        return try await database.write { connection in
            try note(told, mchid: payment.request.mchid, in: connection)
        }
    }

    /// Notes what a query said. Money of another amount than was asked for is not wanted.
    func note(
        _ told: Payment,
        mchid: String,
        in connection: Connection
    ) throws -> PaymentRecord {
        let row = try row(told, mchid, connection)
        if told.state.isPaid { return try takeMoney(told, row, connection) }
        switch told.state {
        case .closed, .revoked: return try noteClosed(row, in: connection)
        default: return row
        }
    }

    /// Notes what a callback said: money has come, of exactly the amount that was asked for.
    func notePaid(
        _ told: Payment,
        mchid: String,
        in connection: Connection
    ) throws -> PaymentRecord {
        let row = try row(told, mchid, connection)
        guard told.state == .success else { throw Contradiction.stateImpossible }
        guard told.total == row.request.amount else { throw Contradiction.amountDiffers }
        return try takeMoney(told, row, connection)
    }

    private func row(
        _ told: Payment,
        _ mchid: String,
        _ connection: Connection
    ) throws -> PaymentRecord {
        guard let row = try PaymentStore(connection).payment(number: told.outTradeNo) else {
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
        _ connection: Connection
    ) throws -> PaymentRecord {
        if row.state.hasMoney {
            guard row.transactionID == told.transactionID else {
                throw Contradiction.transactionDiffers
            }
            return row
        }
        var paid = row
        paid.transactionID = told.transactionID
        paid.received = told.total
        paid.paidAt = told.paidAt ?? now
        paid.trouble =
            row.state == .closed ? "late" : told.total != row.request.amount ? "amount" : nil
        let isWanted = paid.trouble == nil
        paid = try move(paid, isWanted ? .moneyTaken : .moneyUnwanted, connection)
        try FundStore(connection).add(
            told.total,
            to: row.request.fund,
            of: row.request.mchid,
            .payment(row.id),
            at: now
        )
        metrics.count(isWanted ? .paid : .returned)
        if isWanted, case .unwanted(let reason) = try effects.paid(paid, connection) {
            paid.trouble = reason
            paid = try move(paid, .moneyUnwanted, connection)
            metrics.count(.returned)
        }
        if paid.state == .returned { try giveBack(paid, in: connection) }
        return paid
    }

    /// WeChat Pay has closed it, or never knew it.
    func noteClosed(
        _ row: PaymentRecord,
        in connection: Connection
    ) throws -> PaymentRecord {
        guard row.state.isLive else { return row }
        let closed = try move(row, .closed, connection)
        if !row.isReplaced { try effects.closed(closed, connection) }
        return closed
    }

    private func move(
        _ row: PaymentRecord,
        _ event: PaymentState.Event,
        _ connection: Connection
    ) throws -> PaymentRecord {
        guard let state = row.state.after(event) else { throw Contradiction.stateImpossible }
        var moved = row
        moved.state = state
        moved.changedAt = now
        guard try PaymentStore(connection).move(moved, from: row.state) else {
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
            let closing = try await database.write { connection -> PaymentRecord? in
                guard let row = try PaymentStore(connection).payment(id), row.state == .open else {
                    return nil
                }
                return try startClosing(row, in: connection)
            }
            return closing == nil ? .again(now) : try await step(payment: id)
        case .open:
            // Without a prepay id no phone could pay it.
            guard row.prepayID != nil else { return .again(row.request.expiresAt) }
            let client = try await accounts.client(row.request.mchid)
            let present = try await ask(row, client)
            guard present.state.isLive else { return .done }
            guard present.state == .open else { return .again(now) }
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
            guard case .refused(let refusal) = error else { throw error }
            // Not signed: only the query says whether it was paid.
            let present = try await ask(row, client)
            guard present.state == .closing else { return .again(now) }
            guard refusal.kind == .unknown else { throw error }
        }
        hook.reach(.paymentClosed)
        try await database.write { connection in
            guard let row = try PaymentStore(connection).payment(row.id) else { return }
            _ = try noteClosed(row, in: connection)
        }
        return .done
    }
}
