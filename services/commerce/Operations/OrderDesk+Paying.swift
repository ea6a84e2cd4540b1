import AuthCalls
import Basics
import CommerceDomain
import Payments
import ServiceKit
import Storage
import WeChatPay

extension OrderDesk {
    /// How an order is paid: by its buyer, or by whoever a scene of the bridge has allowed it.
    func way(
        toPay number: OrderNumber,
        by identity: Identity
    ) async throws(Failure<PayOrderRefusal>) -> WayToPay {
        let now = clock.now
        let granted = identity.owner(granting: ExternalID("order:\(number)"), at: now)
        guard identity.uid != nil || granted != nil else { throw .refused(.accountMissing) }
        let order = try await database.read(refusing: PayOrderRefusal.self) { connection in
            let store = OrderStore(connection)
            for uid in [identity.uid, granted].compactMap({ $0 }) {
                let account = try Self.account(uid, connection)
                if let order = try store.order(number, of: account) { return order }
            }
            throw PayOrderRefusal.unknown
        }
        return try await way(toPay: order, by: identity)
    }

    /// The same for an order that the caller may pay.
    func way(
        toPay order: OrderRecord,
        by identity: Identity
    ) async throws(Failure<PayOrderRefusal>) -> WayToPay {
        if let refusal = Self.refusal(toPay: order, at: clock.now) { throw .refused(refusal) }
        guard order.oper == identity.oper else { return .bridge(url: bridgeURL(of: order)) }
        let found = try await unrefused(PayOrderRefusal.self) { () async throws(Failure<Never>) in
            try await apps.app(identity.app)
        }
        guard let app = found, app.isEnabled, let mchid = app.mchid else {
            throw .refused(.notPayable)
        }
        let arguments = try await payments.pay(refusing: PayOrderRefusal.init) { unit in
            guard let present = try OrderStore(unit.connection).order(order.id) else {
                throw PayOrderRefusal.unknown
            }
            if let refusal = Self.refusal(toPay: present, at: unit.now) { throw refusal }
            return PaymentRequest(
                ref: present.ref,
                mchid: mchid,
                appid: app.appid,
                openid: identity.openid.text,
                description: Self.description(of: present),
                amount: present.amount,
                expiresAt: present.expiresAt
            )
        }
        return .here(appid: app.appid, arguments)
    }

    /// Why it cannot be paid as it stands; nil where it can.
    private static func refusal(
        toPay order: OrderRecord,
        at now: UnixTime
    ) -> PayOrderRefusal? {
        switch order.state {
        case .unpaid: order.expiresAt > now ? nil : .over
        case .cancelled, .closed: .over
        case .paid, .refunded, .done: .alreadyPaid
        }
    }

    /// For the payer to read. WeChat Pay takes 127 characters, and none beyond the basic plane.
    static func description(of order: OrderRecord) -> String {
        words("\(order.merchantName) \(order.bought.name)", upTo: 127)
    }

    /// As much of a text as WeChat takes: so many characters, none of them an emoji or a control.
    static func words(_ text: String, upTo count: Int) -> String {
        let scalars = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value <= 0xFFFF }
        return String(String.UnicodeScalarView(scalars.prefix(count)))
    }

    /// The link to the bridge, complete: its ticket is good until the order closes.
    func bridgeURL(of order: OrderRecord) -> String {
        let subject = BridgeTickets.Subject(
            order: order.number,
            uid: order.uid,
            oper: order.oper
        )
        let ticket = tickets.ticket(for: subject, until: order.expiresAt)
        return "\(settings.publicURL)/miniprogram_bridge/pay?targetOperId=\(order.oper)"
            + "&orderNo=\(order.number)&userId=\(order.uid)&page=\(settings.bridgePage)"
            + "&ticket=\(ticket)"
    }
}

extension PayOrderRefusal {
    /// What a refusal of payments means for an order.
    init(_ refusal: PaymentRefusal) {
        self =
            switch refusal {
            case .alreadyPaid: .alreadyPaid
            case .closed: .over
            case .amountInvalid, .accountUnknown, .notAllowed: .notPayable
            }
    }
}
