import Basics
import ServiceKit
import Storage

extension Sandbox {
    /// Which order a refund is of.
    enum PaidOrderNumber: Sendable {
        case transaction(String)
        case outTrade(String)
    }

    /// What a merchant asks to give back.
    struct RefundTerms: Sendable {
        let mchid: String
        let order: PaidOrderNumber
        let outRefundNo: String
        let amount: Money
        let total: Money
        let reason: String
        let notifyURL: String
        let fingerprint: Bytes
        let keyKind: PayKeyKind
    }

    /// A new refund, or the old one where the same is asked for again.
    func refund(
        _ terms: RefundTerms,
        _ connection: Connection
    ) throws -> (PayRefund, PayOrder) {
        let store = PayRefundStore(connection)
        let orders = PayOrderStore(connection)
        if let known = try store.refund(outRefundNo: terms.outRefundNo, of: terms.mchid) {
            guard known.fingerprint == terms.fingerprint else { throw PayError.refundDiffers }
            guard let order = try orders.order(known.order) else { throw PayError.system }
            return (known, order)
        }
        let order = try refundable(terms, orders)
        guard try orders.refund(terms.amount, of: order.id) else { throw PayError.refundTooMuch }
        let made = try makeRefund(terms, of: order, connection)
        guard
            try PayMerchantStore(connection).move(
                Money(fen: -terms.amount.fen),
                of: terms.mchid,
                ref: "refund:" + made.refundID,
                number: made.refundID,
                out: made.outRefundNo,
                at: clock.now
            )
        else { throw PayError.notEnough }
        try store.add(made)
        try ask(Kind.endings, at: made.dueAt, connection)
        return (made, order)
    }

    private func refundable(_ terms: RefundTerms, _ store: PayOrderStore) throws -> PayOrder {
        let found =
            switch terms.order {
            case .transaction(let number): try store.order(transactionID: number)
            case .outTrade(let number): try store.order(outTradeNo: number, of: terms.mchid)
            }
        guard let order = found, order.terms.mchid == terms.mchid else {
            throw PayError.refundedOrderUnknown
        }
        guard order.state.isPaid, let paidAt = order.paidAt else { throw PayError.notPaid }
        guard terms.total == order.terms.total else { throw PayError.refundDiffers }
        guard terms.amount <= order.terms.total else { throw PayError.refundTooMuch }
        guard order.refunds < PayRefund.maximumCount else { throw PayError.refundTooOften }
        guard clock.now < paidAt.adding(seconds: PayRefund.days * 86_400) else {
            throw PayError.refundTooLate
        }
        return order
    }

    private func makeRefund(
        _ terms: RefundTerms,
        of order: PayOrder,
        _ connection: Connection
    ) throws -> PayRefund {
        let settings = try PayMerchantStore(connection).merchant(terms.mchid)?.settings
        let now = clock.now
        return PayRefund(
            id: try connection.nextID(),
            mchid: terms.mchid,
            refundID: payNumbers.refundID,
            outRefundNo: terms.outRefundNo,
            order: order.id,
            amount: terms.amount,
            reason: terms.reason,
            notifyURL: terms.notifyURL,
            fingerprint: terms.fingerprint,
            keyKind: terms.keyKind,
            state: .processing,
            createdAt: now,
            dueAt: now.adding(seconds: settings?.refundSeconds ?? 0)
        )
    }

    /// Ends the refunds whose time has come, and tells the merchant. True where there may be more.
    func endRefunds() async throws -> Bool {
        let now = clock.now
        let isAny = try await database.read { connection in
            try !PayRefundStore(connection).due(at: now, limit: 1).isEmpty
        }
        guard isAny else { return false }
        return try await database.write { [self] connection in
            let due = try PayRefundStore(connection).due(at: now, limit: Self.payBatch)
            for refund in due {
                guard let merchant = try PayMerchantStore(connection).merchant(refund.mchid) else {
                    continue
                }
                let state = merchant.settings.refundResult
                _ = try end(refund, as: state, .waiting, connection)
            }
            return due.count == Self.payBatch
        }
    }

    /// Ends a refund. The callback's row, where somebody is to be told, is written with it.
    func end(
        _ refund: PayRefund,
        as state: PayRefund.State,
        _ sending: PayCallback.State,
        _ connection: Connection
    ) throws -> PayCallback? {
        guard let order = try PayOrderStore(connection).order(refund.order) else { return nil }
        var ended = refund
        ended.state = state
        ended.successAt = ended.state == .success ? clock.now : nil
        guard try PayRefundStore(connection).end(ended) else { return nil }
        if ended.state == .closed {
            try PayOrderStore(connection).takeBackRefund(ended.amount, of: order.id)
            _ = try PayMerchantStore(connection).move(
                ended.amount,
                of: ended.mchid,
                ref: "refund-back:" + ended.refundID,
                number: ended.refundID,
                out: ended.outRefundNo,
                at: clock.now
            )
        }
        guard !ended.notifyURL.isEmpty else { return nil }
        let event: PayCallback.Event =
            switch ended.state {
            case .success, .processing: .refundSuccess
            case .abnormal: .refundAbnormal
            case .closed: .refundClosed
            }
        let draft = PayCallback.Draft(
            mchid: ended.mchid,
            event: event,
            subject: ended.outRefundNo,
            url: ended.notifyURL,
            content: try RefundNotice(ended, of: order).text,
            keyKind: ended.keyKind
        )
        return try addCallback(draft, sending, connection)
    }
}
