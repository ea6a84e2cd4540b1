import AuthCalls
import Basics
import CommerceDomain
import ServiceKit
import Storage

extension OrderDesk {
    /// What somebody's browser brings to the bridge.
    struct BridgeVisit: Sendable {
        /// Nil for what cannot be a number of ours.
        let number: OrderNumber?
        let uid: ID<User>?
        let oper: Int64?
        let ticket: String
        /// Where the mini-program is to open; nil for what can be no page.
        let page: String?
    }

    /// What the page shows.
    enum BridgeView: Sendable {
        /// A code that opens the centre's mini-program, which pays the order; good until then.
        case code(order: OrderRecord, picture: Bytes, app: String, until: UnixTime, now: UnixTime)
        /// The link is not ours.
        case forged
        /// The link's time, or the order's, is over.
        case expired
        /// It is paid.
        case paid(order: OrderRecord)
        /// It was cancelled, or closed.
        case ended(order: OrderRecord)
        /// So many codes were made for it just now that one has to wait.
        case busy
        /// The centre has no mini-program that takes payments, or it has no such page.
        case nowhere
        /// Something is away for the moment.
        case away
    }

    /// A scene is good for so long.
    private static let sceneSeconds: Int64 = 300
    /// So many codes are made for an order within that time.
    private static let mostCodes: Int64 = 10

    /// Makes a code for whoever has a good link; without one nothing is looked at, and nothing said.
    func visit(_ visit: BridgeVisit) async -> BridgeView {
        guard let number = visit.number, let uid = visit.uid, let oper = visit.oper,
            let page = visit.page
        else { return .forged }
        let now = clock.now
        let subject = BridgeTickets.Subject(order: number, uid: uid, oper: oper)
        switch tickets.worth(of: visit.ticket, for: subject, at: now) {
        case .forged: return .forged
        case .expired: return .expired
        case .good: break
        }
        do {
            guard let order = try await counted(number, of: uid) else { return .busy }
            guard order.oper == oper else { return .forged }
            switch order.state {
            case .unpaid where order.expiresAt > now: break
            case .unpaid: return .expired
            case .cancelled, .closed: return .ended(order: order)
            case .paid, .refunded, .done: return .paid(order: order)
            }
            return try await code(for: order, page: page, at: now)
        } catch {
            log.warning("the bridge shows no code", ["cause": .text("\(error)")])
            return .away
        }
    }

    /// The order of a good link; counted against it where a code is to be made, nil for too many.
    private func counted(_ number: OrderNumber, of uid: ID<User>) async throws -> OrderRecord? {
        try await database.write { [self] unit in
            let account = try Self.account(uid, unit.connection)
            guard let order = try OrderStore(unit.connection).order(number, of: account) else {
                throw LookAtOrderRefusal.unknown
            }
            guard order.state == .unpaid, order.expiresAt > unit.now else { return order }
            let since = unit.now.adding(seconds: -Self.sceneSeconds)
            let made = try OrderEventStore(unit.connection)
                .count(.bridged, of: order.id, since: since)
            guard made < Self.mostCodes else { return nil }
            try book(unit).note(OrderEvent(.bridged), on: order.id)
            return order
        }
    }

    private func code(
        for order: OrderRecord,
        page: String,
        at now: UnixTime
    ) async throws -> BridgeView {
        let target = try await apps.all().first { app in
            app.oper == order.oper && app.takesPayments && app.isEnabled
        }
        guard let target else { return .nowhere }
        let scene = try await scenes.make(
            SceneClient.Wish(
                app: target.id,
                uid: order.uid,
                order: order.number.text,
                grant: order.grant,
                until: order.expiresAt
            )
        )
        let picture: Bytes
        do throws(Failure<MiniCodeClient.Refusal>) {
            picture = try await codes.draw(
                MiniCodeClient.Target(app: target.id, scene: scene, page: page)
            )
        } catch {
            guard case .refused = error else { throw error }
            return .nowhere
        }
        metrics.bridged.add()
        return .code(
            order: order,
            picture: picture,
            app: target.name,
            until: min(now.adding(seconds: Self.sceneSeconds), order.expiresAt),
            now: now
        )
    }
}
