import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Gives or takes points by a decision, once for each ref.
    func execute(_ order: Order) async throws(Failure<Order.Refusal>) -> Order.Receipt {
        let now = clock.now
        return try await database.write(
            refusing: Order.Refusal.self,
            log: log
        ) { [rules] connection in
            let store = PointsStore(connection)
            let id = try store.owner(of: order)
            guard let account = try store.account(of: id), !account.isClosed else {
                throw Order.Refusal.participantUnknown
            }
            let cause = try order.ref ?? "\(connection.nextID() as ID<Order>)"
            let entry = LedgerEntry(
                ref: "\(order.task.rawValue):\(cause)",
                task: order.task,
                points: order.points,
                ruleVersion: rules.version,
                note: order.reason,
                at: now
            )
            switch try store.append(entry, to: id, standing: account) {
            case .done(let points):
                guard let balance = account.balance.adding(points) else {
                    throw StorageError.corrupt
                }
                return Order.Receipt(participant: id, balance: balance, isRepeat: false)
            case .doubled:
                guard try store.holds(entry, of: id) else { throw Order.Refusal.refReused }
                return Order.Receipt(participant: id, balance: account.balance, isRepeat: true)
            case .tooLittle: throw Order.Refusal.tooLittle
            case .closed: throw Order.Refusal.participantUnknown
            }
        }
    }
}

extension PointsStore {
    fileprivate func owner(of order: Order) throws -> ID<Participant> {
        switch order.owner {
        case .id(let id): return id
        case .openid(let openid, let app):
            let found = try participants(called: openid)
                .filter { app == nil || $0.app == app }
            guard let first = found.first else { throw Order.Refusal.participantUnknown }
            guard found.count == 1 else { throw Order.Refusal.ambiguous }
            return first.id
        }
    }
}
