import Basics
import CommerceDomain
import Payments
import ServiceKit
import Storage

extension OrderDesk {
    /// Its buyer does not want an order any more. From here on nobody can pay it; what is being paid
    /// at this moment goes back by itself. The same again gets the same answer.
    func cancel(
        _ number: OrderNumber,
        by identity: Identity
    ) async throws(Failure<CancelOrderRefusal>) -> OrderState {
        guard let uid = identity.uid else { throw .refused(.accountMissing) }
        let state = try await database.write(refusing: CancelOrderRefusal.self) { [self] unit in
            let account = try Self.account(uid, unit.connection)
            guard let order = try OrderStore(unit.connection).order(number, of: account) else {
                throw CancelOrderRefusal.unknown
            }
            switch order.state {
            case .unpaid: break
            case .cancelled, .closed: return order.state.rawValue
            case .paid, .refunded, .done: throw CancelOrderRefusal.alreadyPaid
            }
            if case .paid = try payments.close(order.ref, in: unit) {
                throw CancelOrderRefusal.alreadyPaid
            }
            _ = try book(unit).end(order, as: .cancelled)
            return OrderState.cancelled.rawValue
        }
        return OrderState(rawValue: state) ?? .cancelled
    }
}
