import Basics
import ServiceKit
import Storage
import WeChatPay

extension PaymentService {
    /// Payouts that are stopped are looked at so often.
    private static let stoppedSeconds: Int64 = 60

    /// Brings a transfer one step further: asks for it, how it stands, or for it to be taken back.
    /// What may have arrived is asked about before it is asked for again.
    func step(transfer id: ID<TransferRecord>) async throws -> Progress {
        guard let row = try await database.read({ try TransferStore($0).transfer(id) }) else {
            return .done
        }
        switch row.state {
        case .held, .paid, .failed, .cancelled: return .done
        case .waiting: return try await send(row)
        case .asking, .processing, .confirming, .transferring, .cancelling:
            let client = try await accounts.client(row.mchid)
            let told: Transfer
            do throws(PayFailure) {
                told = try await client.transferState(.outBillNo(row.number))
            } catch {
                guard case .refused(let refusal) = error, refusal.kind == .unknown else {
                    throw error
                }
                return try await goOn(withUnknown: row, error)
            }
            hook.reach(.transferQueried)
            let present = try await noted(told, row)
            if present.state == .cancelling, told.state != .cancelling {
                return try await takeBack(present, client)
            }
            return progress(present)
        }
    }

    /// WeChat Pay knows no transfer of the number.
    private func goOn(
        withUnknown row: TransferRecord,
        _ failure: PayFailure
    ) async throws -> Progress {
        switch row.state {
        case .asking: return try await send(row)
        case .cancelling:
            // A call that is on its way would pay what was freed.
            guard !mayBeUnderway(row.askedAt) else { return .again(now.adding(seconds: 30)) }
            _ = try await move(row, .unknownThere)
            return .done
        default: throw failure
        }
    }

    private func send(_ row: TransferRecord) async throws -> Progress {
        let isStopped = try await database.read { connection in
            try FundStore(connection).fund(row.request.fund)?.isStopped ?? false
                || AccountStore(connection).account(row.mchid)?.isStopped ?? false
        }
        guard !isStopped else { return .again(now.adding(seconds: Self.stoppedSeconds)) }
        guard let asking = try await move(row, .ask) else { return .again(now) }
        hook.reach(.transferAsking)
        let told = try await accounts.client(row.mchid).transfer(order(asking))
        hook.reach(.transferAsked)
        let noted = try await noted(told, asking)
        hook.reach(.transferNoted)
        return progress(noted)
    }

    private func order(_ row: TransferRecord) -> TransferOrder {
        let terms = row.request.terms
        return TransferOrder(
            appid: row.request.appid,
            outBillNo: row.number,
            sceneID: terms.sceneID,
            openid: row.request.openid,
            amount: row.request.amount,
            remark: terms.remark,
            reports: terms.reports,
            notifyURL: notifyURL(.transfer, row.mchid),
            style: terms.style
        )
    }

    private func takeBack(
        _ row: TransferRecord,
        _ client: WeChatPayClient
    ) async throws -> Progress {
        hook.reach(.transferCancelling)
        _ = try await client.cancelTransfer(row.number)
        hook.reach(.transferCancelled)
        return .again(now.adding(seconds: 1))
    }

    private func noted(_ told: Transfer, _ row: TransferRecord) async throws -> TransferRecord {
        let noted = try await database.writeRepeatable { unit in
            try note(told, mchid: row.mchid, in: unit)
        }
        metrics.count(noted.outcome)
        return noted.row
    }

    private func progress(_ row: TransferRecord) -> Progress {
        switch row.state {
        case .held, .paid, .failed, .cancelled: .done
        case .waiting, .asking: .again(now)
        case .cancelling: .again(now.adding(seconds: 1))
        case .processing, .confirming, .transferring:
            .again(QuerySchedule.transfer.next(after: now, began: row.createdAt))
        }
    }

    /// A step of our own. Nil where the row has gone elsewhere meanwhile.
    private func move(
        _ row: TransferRecord,
        _ event: TransferState.Event
    ) async throws -> TransferRecord? {
        try await database.writeRepeatable { [self] unit -> TransferRecord? in
            let store = TransferStore(unit.connection)
            guard let present = try store.transfer(row.id),
                let state = present.state.after(event)
            else { return nil }
            var moved = present
            moved.state = state
            moved.changedAt = unit.now
            if event == .ask {
                moved.askedAt = clock.real.now()
                moved.tries += 1
            }
            guard try store.move(moved, from: present.state) else { throw StorageError.busy }
            if !state.keepsMoney {
                try free(moved, unit)
                try effects.transferred(moved, unit)
            }
            return moved
        }
    }

    // MARK: What WeChat Pay says

    /// Applies what WeChat Pay says of a transfer to its row: in one unit, once, whatever brought
    /// it. News that were overtaken change nothing.
    func note(
        _ told: Transfer,
        mchid: String,
        in unit: UnitOfWork
    ) throws -> Noted<TransferRecord> {
        let store = TransferStore(unit.connection)
        guard let row = try store.transfer(number: told.outBillNo) else {
            throw Contradiction.numberUnknown
        }
        try check(told, row, mchid)
        guard let state = row.state.after(TransferState.Event(told.state)) else {
            throw Contradiction.stateImpossible
        }
        var moved = row
        moved.state = state
        moved.transferBillNo = told.transferBillNo
        moved.packageInfo = told.packageInfo ?? row.packageInfo
        moved.takenAt = row.takenAt ?? told.changedAt
        if state.isFinal { moved.doneAt = row.doneAt ?? told.changedAt ?? unit.now }
        if state == .failed { moved.failReason = told.failReason ?? row.failReason }
        moved.trouble = nil
        moved.troubledAt = nil
        guard moved != row else { return Noted(row: row) }
        moved.changedAt = state == row.state ? row.changedAt : unit.now
        guard try store.move(moved, from: row.state) else { throw StorageError.busy }
        guard state != row.state else { return Noted(row: moved) }
        if !state.keepsMoney { try free(moved, unit) }
        try effects.transferred(moved, unit)
        return Noted(row: moved, outcome: state.outcome)
    }

    private func check(
        _ told: Transfer,
        _ row: TransferRecord,
        _ mchid: String
    ) throws(Contradiction) {
        guard row.mchid == mchid, told.mchid == nil || told.mchid == mchid else {
            throw .merchantDiffers
        }
        guard told.appid == nil || told.appid == row.request.appid else { throw .appDiffers }
        guard told.openid == nil || told.openid == row.request.openid else {
            throw .personDiffers
        }
        guard told.amount == nil || told.amount == row.request.amount else {
            throw .amountDiffers
        }
    }

    /// A transfer came to nothing: what was set apart for it is there again.
    func free(_ transfer: TransferRecord, _ unit: UnitOfWork) throws {
        try FundStore(unit.connection).add(
            transfer.request.amount,
            to: transfer.request.fund,
            of: transfer.mchid,
            .transferBack(transfer.id),
            at: unit.now
        )
    }
}
