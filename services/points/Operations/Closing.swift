import Basics
import Events
import InternalMessages
import Jobs
import Media
import PointsDomain
import ServiceKit
import Storage

/// `user.deleted`: whoever goes is out of counts and ranks, and nothing that says who they were is
/// left. The ledger stays, and says that the rest was lost.
struct Closing {
    let rules: Rules
    let jobs: JobQueue

    func apply(_ user: UserDeleted, _ event: EventMessage, in unit: UnitOfWork) throws {
        for id in user.iids.map({ ID<WeChatIdentity>($0) }) {
            try ProfileStore(connection: unit.connection).forget(id)
            try InvitationStore(connection: unit.connection).takeCode(of: id)
            try StepStore(connection: unit.connection).forget(id)
            try AuditStore(unit.connection).forget(id, at: event.at)
            try MediaLibrary.removeAll(of: MediaOwner(id), jobs, in: unit)
            try close(id, in: PointsStore(unit.connection), at: event.at)
        }
    }

    private func close(
        _ id: ID<WeChatIdentity>,
        in store: PointsStore,
        at time: UnixTime
    ) throws {
        guard let account = try store.account(of: id) else {
            // Their registration is still on its way, and must not bring them back.
            return try store.registerClosed(id, at: time)
        }
        guard !account.isClosed else { return }
        let entry = LedgerEntry(
            ref: "close",
            task: .close,
            points: Points(-account.balance.count),
            ruleVersion: rules.version,
            at: time
        )
        _ = try store.append(entry, to: id, standing: account)
        try store.close(id)
    }
}
