import Basics
import ServiceKit
import Storage

extension Sandbox {
    /// A new transfer that waits for its user, or the old one where the same is asked for again.
    func transfer(_ terms: PayTransfer.Terms, _ connection: Connection) throws -> PayTransfer {
        try checkPayer(terms.openid, terms.appid, terms.mchid, connection)
        let store = PayTransferStore(connection)
        if let known = try store.transfer(outBillNo: terms.outBillNo, of: terms.mchid) {
            guard known.terms.fingerprint == terms.fingerprint else {
                throw PayError.transferDiffers
            }
            return known
        }
        let now = clock.now
        let made = PayTransfer(
            id: try connection.nextID(),
            terms: terms,
            transferBillNo: payNumbers.transferBillNo,
            packageInfo: payNumbers.packageInfo,
            state: .waiting,
            failReason: "",
            createdAt: now,
            updatedAt: now,
            dueAt: now.adding(seconds: PayTransfer.seconds)
        )
        guard
            try PayMerchantStore(connection).move(
                Money(fen: -terms.amount.fen),
                of: terms.mchid,
                ref: "transfer:" + made.transferBillNo,
                number: made.transferBillNo,
                out: terms.outBillNo,
                at: now
            )
        else { throw PayError.notEnough }
        try store.add(made)
        try ask(Kind.endings, at: made.dueAt, connection)
        return made
    }

    /// The merchant takes it back; when it has really happened, the merchant is told.
    func cancelTransfer(
        _ outBillNo: String,
        of mchid: String,
        _ connection: Connection
    ) throws -> PayTransfer {
        let store = PayTransferStore(connection)
        guard var transfer = try store.transfer(outBillNo: outBillNo, of: mchid) else {
            throw PayError.transferUnknown
        }
        switch transfer.state {
        case .cancelling, .cancelled: return transfer
        case .success, .failed: throw PayError.transferPastCancelling
        case .waiting: break
        }
        transfer.state = .cancelling
        transfer.updatedAt = clock.now
        transfer.dueAt = clock.now
        guard try store.move(transfer, from: .waiting) else {
            throw PayError.transferPastCancelling
        }
        try ask(Kind.endings, at: transfer.dueAt, connection)
        return transfer
    }

    /// The user accepts it, or it fails for a reason. The callback's row, where somebody is to be
    /// told, is written as being sent.
    func settle(
        _ transfer: PayTransfer,
        failing reason: String?,
        _ connection: Connection
    ) throws -> (PayTransfer, PayCallback?) {
        guard transfer.state == .waiting, clock.now < transfer.dueAt else {
            throw ControlRefusal.transferNotWaiting(state: transfer.state.rawValue)
        }
        return try finish(
            transfer,
            as: reason == nil ? .success : .failed,
            reason ?? "",
            .sending,
            connection
        )
    }

    /// Ends the transfers that nobody accepted in time, and those to be cancelled. True where there
    /// may be more.
    func endTransfers() async throws -> Bool {
        let now = clock.now
        let isAny = try await database.read { connection in
            try !PayTransferStore(connection).due(at: now, limit: 1).isEmpty
        }
        guard isAny else { return false }
        return try await database.write { [self] connection in
            let due = try PayTransferStore(connection).due(at: now, limit: Self.payBatch)
            for transfer in due {
                _ =
                    try transfer.state == .cancelling
                    ? finish(transfer, as: .cancelled, "", .waiting, connection)
                    : finish(transfer, as: .failed, "OVERDUE_CLOSE", .waiting, connection)
            }
            return due.count == Self.payBatch
        }
    }

    private func finish(
        _ transfer: PayTransfer,
        as state: PayTransfer.State,
        _ reason: String,
        _ sending: PayCallback.State,
        _ connection: Connection
    ) throws -> (PayTransfer, PayCallback?) {
        var ended = transfer
        ended.state = state
        ended.failReason = reason
        ended.updatedAt = clock.now
        guard try PayTransferStore(connection).move(ended, from: transfer.state) else {
            throw ControlRefusal.transferNotWaiting(state: transfer.state.rawValue)
        }
        if state != .success {
            _ = try PayMerchantStore(connection).move(
                ended.terms.amount,
                of: ended.terms.mchid,
                ref: "transfer-back:" + ended.transferBillNo,
                number: ended.transferBillNo,
                out: ended.terms.outBillNo,
                at: clock.now
            )
        }
        guard !ended.terms.notifyURL.isEmpty else { return (ended, nil) }
        let draft = PayCallback.Draft(
            mchid: ended.terms.mchid,
            event: .transferFinished,
            subject: ended.terms.outBillNo,
            url: ended.terms.notifyURL,
            content: try TransferNotice(ended).text,
            keyKind: ended.terms.keyKind
        )
        return (ended, try addCallback(draft, sending, connection))
    }
}
