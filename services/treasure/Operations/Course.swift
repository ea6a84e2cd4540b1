import Basics
import Jobs
import ServiceKit
import Storage
import TreasureDomain

/// The steps of a task that come with others: it is published as soon as nothing stands in the way,
/// and whatever ends it ends it here.
struct Course: Sendable {
    /// A task, for the jobs that wait for its time.
    struct Waiting: Codable, Sendable {
        let task: Int64

        var id: ID<TreasureTask> { ID(task) }
    }

    /// Its time is over.
    static let timeOut = JobKind<Waiting>("treasure.task.end")
    /// Nobody has paid it.
    static let payment = JobKind<Waiting>("treasure.task.unpaid")
    /// A payment of the last moment is asked about for so long.
    static let paymentGraceSeconds: Int64 = 300

    let rules: TreasureRules
    let jobs: JobQueue
    let money: any TaskMoney

    /// Has a task dug from now on, if its money is there and the content check has passed it; its
    /// end is due then. To be called after each step towards that.
    func publishIfReady(_ id: ID<TreasureTask>, in unit: UnitOfWork) throws {
        let store = TaskStore(unit.connection)
        _ = try store.openGoods(id)
        let endsAt = unit.now.adding(seconds: rules.taskSeconds)
        guard try store.publish(id, endsAt: endsAt) else { return }
        try jobs.enqueue(
            Self.timeOut,
            key: "\(id)",
            Waiting(task: id.rawValue),
            due: endsAt,
            in: unit
        )
    }

    /// Ends a task that does not get its money in time.
    func awaitPayment(_ id: ID<TreasureTask>, until time: UnixTime, in unit: UnitOfWork) throws {
        try jobs.enqueue(
            Self.payment,
            key: "\(id)",
            Waiting(task: id.rawValue),
            due: time.adding(seconds: Self.paymentGraceSeconds),
            in: unit
        )
    }

    /// All of a red packet's money has come. False if it is not waiting for it (any more).
    func openPaid(_ id: ID<TreasureTask>, in unit: UnitOfWork) throws -> Bool {
        guard try TaskStore(unit.connection).openPaid(id) else { return false }
        try jobs.cancel(Self.payment, key: "\(id)", in: unit.connection)
        try publishIfReady(id, in: unit)
        return true
    }

    /// Ends a task. False if it was over.
    @discardableResult
    func end(
        _ id: ID<TreasureTask>,
        _ reason: TreasureTask.EndReason,
        in unit: UnitOfWork
    ) throws -> Bool {
        let store = TaskStore(unit.connection)
        guard try store.end(id, reason, at: unit.now), let task = try store.task(id) else {
            return false
        }
        // The job that ends it finishes itself.
        if reason != .time { try jobs.cancel(Self.timeOut, key: "\(id)", in: unit.connection) }
        if reason != .unpaid { try jobs.cancel(Self.payment, key: "\(id)", in: unit.connection) }
        try money.ended(task, in: unit)
        _ = try store.settle(id)
        return true
    }
}
