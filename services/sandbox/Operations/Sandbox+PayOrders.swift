import Basics
import ServiceKit
import Storage

extension Sandbox {
    /// A new order, or the old one once more: the same request gets its prepay id again, with its
    /// code or link, as long as that is good, and then another one.
    func placeOrder(_ terms: PayOrder.Terms, _ connection: Connection) throws -> PayOrder {
        try checkPayer(terms.openid, terms.appid, terms.mchid, connection)
        let store = PayOrderStore(connection)
        let now = clock.now
        guard let known = try store.order(outTradeNo: terms.outTradeNo, of: terms.mchid) else {
            let made = PayOrder(
                id: try connection.nextID(),
                terms: terms,
                createdAt: now,
                prepayID: payNumbers.prepayID,
                prepayUntil: now.adding(seconds: terms.trade.seconds),
                linkToken: payNumbers.linkToken(of: terms.trade),
                state: .notPaid,
                refunded: .zero,
                refunds: 0
            )
            try store.add(made)
            try ask(Kind.endings, at: terms.expiresAt, connection)
            return made
        }
        return try prepayAgain(known, terms, store)
    }

    private func prepayAgain(
        _ known: PayOrder,
        _ terms: PayOrder.Terms,
        _ store: PayOrderStore
    ) throws -> PayOrder {
        let now = clock.now
        let isSame =
            known.terms.trade == terms.trade && known.terms.fingerprint == terms.fingerprint
        let state = known.state(at: now)
        if state.isPaid { throw isSame ? PayError.orderPaid : PayError.numberUsed }
        guard state.isOpen else { throw isSame ? PayError.orderClosed : PayError.numberUsed }
        guard isSame else { throw PayError.orderDiffers }
        guard known.prepayUntil <= now else { return known }
        var renewed = known
        renewed.prepayID = payNumbers.prepayID
        renewed.prepayUntil = now.adding(seconds: terms.trade.seconds)
        renewed.linkToken = payNumbers.linkToken(of: terms.trade)
        try store.renewPrepay(renewed)
        return renewed
    }

    /// The app has to be the merchant's, the openid, where one is named, one of that app's.
    func checkPayer(
        _ openid: String?,
        _ appid: String,
        _ mchid: String,
        _ connection: Connection
    ) throws {
        guard let app = try AppStore(connection).app(appid), app.mchid == mchid else {
            throw PayError.appNotBound
        }
        if let openid, try PersonStore(connection).person(openid: openid, in: app) == nil {
            throw PayError.openidDiffers
        }
    }

    /// Closing what is closed is fine; what is paid cannot be closed.
    func closeOrder(
        _ outTradeNo: String,
        of mchid: String,
        _ connection: Connection
    ) throws {
        let store = PayOrderStore(connection)
        guard let order = try store.order(outTradeNo: outTradeNo, of: mchid) else {
            throw PayError.orderUnknown
        }
        guard !order.state.isPaid else { throw PayError.orderPaid }
        _ = try store.setState(.closed, ofOpen: order.id)
    }

    /// The user pays. The callback's row is written with it, as being sent.
    func pay(
        _ order: PayOrder,
        by openid: String,
        _ connection: Connection
    ) throws -> (PayOrder, PayCallback) {
        let now = clock.now
        let number = payNumbers.transactionID
        let store = PayOrderStore(connection)
        guard try store.pay(order.id, by: openid, number, at: now),
            let paid = try store.order(order.id)
        else {
            throw ControlRefusal.orderNotOpen(state: order.state(at: now).rawValue)
        }
        guard
            try PayMerchantStore(connection).move(
                paid.terms.total,
                of: paid.terms.mchid,
                ref: "pay:" + number,
                number: number,
                out: paid.terms.outTradeNo,
                at: now
            )
        else { throw BrokenFile("no merchant") }
        let draft = PayCallback.Draft(
            mchid: paid.terms.mchid,
            event: .paid,
            subject: paid.terms.outTradeNo,
            url: paid.terms.notifyURL,
            content: try TransactionOutput(paid, at: now).text,
            keyKind: paid.terms.keyKind
        )
        return (paid, try addCallback(draft, .sending, connection))
    }
}
