import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Gives or takes points by a decision, once for each ref.
    func execute(_ adjustment: Adjustment) async throws(Failure<Adjustment.Refusal>)
        -> Adjustment.Receipt
    {
        try await database.write(refusing: Adjustment.Refusal.self) { [rules] unit in
            let store = PointsStore(unit.connection)
            let id = try store.owner(of: adjustment)
            guard let account = try store.account(of: id), !account.isClosed else {
                throw Adjustment.Refusal.participantUnknown
            }
            let cause = try adjustment.ref ?? "\(unit.connection.nextID() as ID<Adjustment>)"
            let entry = LedgerEntry(
                ref: "\(adjustment.task.rawValue):\(cause)",
                task: adjustment.task,
                points: adjustment.points,
                ruleVersion: rules.version,
                note: adjustment.reason,
                at: unit.now
            )
            switch try store.append(entry, to: id, standing: account) {
            case .done(let points):
                guard let balance = account.balance.adding(points) else {
                    throw StorageError.corrupt
                }
                return Adjustment.Receipt(participant: id, balance: balance, isRepeat: false)
            case .duplicate:
                guard try store.holds(entry, of: id) else { throw Adjustment.Refusal.refReused }
                return Adjustment.Receipt(participant: id, balance: account.balance, isRepeat: true)
            case .insufficientBalance: throw Adjustment.Refusal.insufficientBalance
            case .closed: throw Adjustment.Refusal.participantUnknown
            }
        }
    }
}

extension PointsStore {
    fileprivate func owner(of adjustment: Adjustment) throws -> ID<Participant> {
        switch adjustment.owner {
        case .id(let id): return id
        case .openid(let openid, let app):
            let found = try participants(called: openid)
                .filter { app == nil || $0.app == app }
            guard let first = found.first else { throw Adjustment.Refusal.participantUnknown }
            guard found.count == 1 else { throw Adjustment.Refusal.ambiguous }
            return first.id
        }
    }
}
