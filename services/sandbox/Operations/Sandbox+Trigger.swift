import Basics
import ServiceKit
import Storage

extension Sandbox {
    /// Who is told of what was made to happen.
    struct Told: Sendable {
        let subject: String
        let url: String
    }

    /// Makes something happen as a back end and a phone would together. The callbacks' rows are
    /// written as being sent, in the order in which they are to go out.
    func trigger(
        _ event: TriggeredEvent,
        by user: String,
        in app: DemoApp,
        _ amount: Money,
        telling address: String?,
        _ connection: Connection
    ) throws -> ([PayCallback], Told) {
        let person = try Subject.person(user, connection)
        guard let openid = try PersonStore(connection).place(of: person, in: app)?.openid else {
            throw ControlRefusal.userUnknown(user)
        }
        let store = PayCallbackStore(connection)
        guard let url = try address ?? store.lastURL(of: event.callback, by: app.mchid) else {
            throw ControlRefusal.notifyMissing
        }
        let callbacks: [PayCallback]
        switch event {
        case .transferSuccess, .transferFailed:
            callbacks = [try triggerTransfer(event, openid, app, amount, url, connection)]
        case .paymentSuccess, .refundSuccess, .refundAbnormal, .refundClosed:
            let (order, paid) = try triggerPayment(openid, app, amount, url, connection)
            var told = [paid]
            if let end = event.refund,
                let refunded = try triggerRefund(of: order, ending: end, url, connection)
            {
                told.append(refunded)
            }
            callbacks = told
        }
        let subject = callbacks.last?.draft.subject ?? ""
        return (callbacks, Told(subject: subject, url: url))
    }

    private func triggerPayment(
        _ openid: String,
        _ app: DemoApp,
        _ amount: Money,
        _ url: String,
        _ connection: Connection
    ) throws -> (PayOrder, PayCallback) {
        let terms = PayOrder.Terms(
            trade: .jsapi,
            outTradeNo: triggerNumber(),
            mchid: app.mchid,
            appid: app.appid,
            openid: openid,
            description: "trigger",
            attach: nil,
            total: amount,
            notifyURL: url,
            expiresAt: clock.now.adding(seconds: PayOrder.seconds),
            fingerprint: random.bytes(32),
            keyKind: .publicKey
        )
        return try pay(placeOrder(terms, connection), by: openid, connection)
    }

    private func triggerRefund(
        of order: PayOrder,
        ending state: PayRefund.State,
        _ url: String,
        _ connection: Connection
    ) throws -> PayCallback? {
        let terms = RefundTerms(
            mchid: order.terms.mchid,
            order: .outTrade(order.terms.outTradeNo),
            outRefundNo: triggerNumber(),
            amount: order.terms.total,
            total: order.terms.total,
            reason: "trigger",
            notifyURL: url,
            fingerprint: random.bytes(32),
            keyKind: .publicKey
        )
        let (made, _) = try refund(terms, connection)
        return try end(made, as: state, .sending, connection)
    }

    private func triggerTransfer(
        _ event: TriggeredEvent,
        _ openid: String,
        _ app: DemoApp,
        _ amount: Money,
        _ url: String,
        _ connection: Connection
    ) throws -> PayCallback {
        let terms = PayTransfer.Terms(
            outBillNo: triggerNumber(),
            mchid: app.mchid,
            appid: app.appid,
            openid: openid,
            amount: amount,
            scene: "1000",
            remark: "trigger",
            userName: "",
            notifyURL: url,
            fingerprint: random.bytes(32),
            keyKind: .publicKey
        )
        let made: PayTransfer
        do {
            made = try transfer(terms, connection)
        } catch let error as PayError where error == .notEnough {
            throw ControlRefusal.moneyMissing
        }
        let reason = event == .transferFailed ? "PAYEE_ACCOUNT_ABNORMAL" : nil
        guard let callback = try settle(made, failing: reason, connection).1 else {
            throw BrokenFile("a transfer that nobody is told of")
        }
        return callback
    }

    private func triggerNumber() -> String {
        "TRIGGER" + random.text(17, from: "0123456789")
    }
}
