import Basics
import JSON
import ServiceKit
import Storage

extension Sandbox {
    /// A payment of this app, made in it; one that nobody has made is unknown.
    func order(
        _ payment: PaymentName,
        of app: DemoApp,
        _ connection: Connection
    ) throws -> PayOrder {
        let orders = PayOrderStore(connection)
        let found: PayOrder?
        switch payment {
        case .transaction(let number): found = try orders.order(transactionID: number)
        case .outTrade(let mchid, let number):
            found = try orders.order(outTradeNo: number, of: mchid)
        }
        guard let found, found.isManaged(in: app) else {
            throw WeChatError.orderUnknown
        }
        return found
    }

    /// Takes a report. When all was reported, it can be changed once, and not continued.
    func ship(_ draft: ShipmentDraft, for app: DemoApp, _ connection: Connection) throws {
        let order = try order(draft.payment, of: app, connection)
        guard draft.openid == order.terms.openid else { throw WeChatError.otherPayer }
        guard order.refunded < order.terms.total else { throw WeChatError.notShippable }
        let store = ShipmentStore(connection)
        let parcels = try JSONOutput.encode(draft.parcels)
        var reported = Reported(
            order: order.id,
            mode: draft.mode,
            way: draft.way,
            isFinished: draft.isLast,
            reports: 1,
            isChanged: false,
            content: draft.content,
            parcels: parcels,
            shippedAt: clock.now
        )
        if let known = try store.reported(order.id) {
            guard known.content != draft.content else { throw WeChatError.notChanged }
            reported.reports += known.reports
            if known.isFinished {
                guard draft.isLast else { throw WeChatError.alreadyShipped }
                guard !known.isChanged, !known.received(at: clock.now) else {
                    throw WeChatError.changeSpent
                }
                reported.isChanged = true
            } else if draft.mode == .split {
                reported.parcels = try Self.joined(known.parcels, parcels)
            }
        }
        try store.save(reported)
    }

    /// Two JSON lists as one.
    private static func joined(_ first: Bytes, _ second: Bytes) throws -> Bytes {
        let all = (try JSON.parse(first).array ?? []) + (try JSON.parse(second).array ?? [])
        return try JSONOutput.encode(all)
    }
}
