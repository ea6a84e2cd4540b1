import Basics
import JSON
import ServiceKit
import Storage

extension Sandbox {
    /// A payment, and what was reported for it.
    typealias ManagedOrder = (order: PayOrder, reported: Reported?)

    /// Rows that are looked at together.
    private static let stride: Int64 = 200

    /// The payments of an app that are asked for, and where the list goes on. How far a payment is
    /// follows from the time, too; so that it is looked at row by row.
    func orders(
        _ wanted: ShippingQuery,
        of app: DemoApp,
        at now: UnixTime,
        _ connection: Connection
    ) throws -> ([ManagedOrder], next: (place: ShippingQuery.Place?, isMore: Bool)) {
        let orders = PayOrderStore(connection)
        let shipments = ShipmentStore(connection)
        var found: [ManagedOrder] = []
        var place = wanted.after
        while true {
            let rows = try orders.managed(in: app, wanted, after: place, limit: Self.stride)
            for order in rows {
                guard let paidAt = order.paidAt else { continue }
                let reported = try shipments.reported(order.id)
                let state = ShippingState(order, reported, at: now).rawValue
                guard wanted.state ?? state == state else { continue }
                guard found.count < wanted.size else { return (found, (Self.end(of: found), true)) }
                found.append((order, reported))
                place = ShippingQuery.Place(paidAt: paidAt, order: order.id)
            }
            guard rows.count == Self.stride, let last = rows.last, let paidAt = last.paidAt else {
                return (found, (Self.end(of: found), false))
            }
            place = ShippingQuery.Place(paidAt: paidAt, order: last.id)
        }
    }

    private static func end(of found: [ManagedOrder]) -> ShippingQuery.Place? {
        found.last.flatMap { last in
            last.order.paidAt.map { ShippingQuery.Place(paidAt: $0, order: last.order.id) }
        }
    }

    /// Asks the user, once, to say that a parcel has come.
    func remind(
        of payment: PaymentName,
        receivedAt: UnixTime,
        for app: DemoApp,
        _ connection: Connection
    ) throws {
        let order = try order(payment, of: app, connection)
        let store = ShipmentStore(connection)
        guard let reported = try store.reported(order.id),
            ShippingState(order, reported, at: clock.now) == .shipped
        else { throw WeChatError.notShipped }
        guard reported.way == ShipmentDraft.express else { throw WeChatError.notByExpress }
        guard receivedAt > reported.shippedAt else { throw WeChatError.receivedTimeInvalid }
        guard try store.setReminded(order.id, at: clock.now) else {
            throw WeChatError.reminderSpent
        }
    }
}

extension PayOrder {
    /// Whether the shipping management of an app knows of it: it was paid, and in that app.
    func isManaged(in app: DemoApp) -> Bool {
        terms.appid == app.appid && terms.trade == .jsapi && paidAt != nil
    }
}
