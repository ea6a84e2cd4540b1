import Basics
import Jobs
import Payments
import ServiceKit
import Storage
import TreasureDomain

/// Brings a task that has ended to "settled": what nobody won and what nobody claimed in time goes
/// back to its publisher. A job of its own for each task, asked for by whatever ends the task and by
/// everything that its money does afterwards.
enum Settlement {
    /// A task by its number.
    struct Row: Codable, Sendable {
        let task: Int64
    }

    /// It never gives up: a task that cannot be settled is seen by its refunds, and by this job's
    /// failures.
    static let kind = JobKind<Row>("treasure.settle", retries: RetryPolicy(parkAfter: nil))

    /// Looks for prizes that nobody has claimed in time, also of tasks that are still dug.
    static let lapses = JobKind<NoPayload>("treasure.lapse", retries: RetryPolicy(parkAfter: nil))
    static let secondsBetweenLapses: Int64 = 600
    static let tasksAtOnce = 500

    /// Has a task looked at, once the present unit is on disk.
    static func wake(_ task: ID<TreasureTask>, _ jobs: JobQueue, in unit: UnitOfWork) throws {
        try jobs.enqueue(
            kind,
            key: "\(task)",
            Row(task: task.rawValue),
            due: unit.now,
            again: .sooner,
            in: unit
        )
    }

    /// What is left to do for a task, and when.
    enum Left: Sendable, Equatable {
        case nothing
        /// Money is on its way, or somebody may still claim: it is looked at again by then, if
        /// nothing happens before.
        case until(UnixTime)
        /// WeChat Pay gave a refund up, or a person took it back: a person has it tried again.
        case person(String)
    }
}

/// A refund that a person has to begin anew; until then the task is not settled.
struct GivenUp: Error, CustomStringConvertible {
    let refund: String

    var description: String { "refund \(refund) was given up" }
}

extension RedPackets {
    /// What is asked for without news; every piece of news wakes the job itself.
    private static let patienceSeconds: Int64 = 86_400

    /// One step: all that can be done for a task at this moment, in one unit.
    func settle(_ id: ID<TreasureTask>, in unit: UnitOfWork) throws -> Settlement.Left {
        let tasks = TaskStore(unit.connection)
        guard let task = try tasks.task(id), task.state == .ended || task.state == .open else {
            return .nothing
        }
        if try tasks.settle(id) { return .nothing }
        let money = RefundedStore(unit.connection)
        // Nobody loses a prize that we have kept them from claiming.
        if try !isHeldBack(task, unit.connection) {
            try money.lapse(of: id, wonUntil: unit.now.adding(seconds: -settings.claimSeconds))
        }
        if task.isPaid, let stuck = try giveBack(task, in: unit) { return .person(stuck) }
        if try task.state == .open || tasks.settle(id) { return .nothing }
        let patience = unit.now.adding(seconds: Self.patienceSeconds)
        let oldest = try money.oldestOpen(of: id).map(settings.lapse(ofWonAt:))
        guard let oldest, oldest > unit.now else { return .until(patience) }
        return .until(oldest)
    }

    /// Whether the back office holds its red packets back.
    func isHeldBack(_ task: TreasureTask, _ connection: Connection) throws -> Bool {
        guard task.terms.kind == .redPacket else { return false }
        return try task.payoutsStopped || RuleStore(connection).isOn(.payoutsStopped)
    }

    /// Refunds of all that nobody gets any more. Names one that a person has to look at.
    private func giveBack(_ task: TreasureTask, in unit: UnitOfWork) throws -> String? {
        let unwon = try RefundedStore(unit.connection).unwon(of: task.id)
        var stuck: String?
        if unwon > 0, let amount = task.terms.money.times(unwon) {
            stuck = try giveBack(.unwon(task.id), amount, of: task, in: unit)
        }
        for prize in try PrizeStore(unit.connection).prizes(of: task.id)
        where prize.state == .lapsed {
            let found = try giveBack(.lapsed(prize.id), task.terms.money, of: task, in: unit)
            stuck = stuck ?? found
        }
        return stuck
    }

    private func giveBack(
        _ cause: MoneyRef,
        _ amount: Money,
        of task: TreasureTask,
        in unit: UnitOfWork
    ) throws -> String? {
        if let known = try payments.refund(of: cause.text, in: unit.connection) {
            return known.state.keepsMoney ? nil : known.number
        }
        let request = RefundRequest(
            ref: cause.text,
            payment: MoneyRef.task(task.id).text,
            amount: amount,
            reason: MoneyTexts.refund
        )
        switch try payments.refund(request, in: unit) {
        case .written, .known: return nil
        case .refused(let refusal):
            log.error(
                "the rest of a task cannot be given back",
                ["task": .integer(task.id.rawValue), "cause": .text("\(refusal)")]
            )
            return cause.text
        }
    }

    // MARK: Jobs

    /// Has a runner do what has to happen.
    func addJobs(to runner: JobRunner) throws {
        try payments.addJobs(to: runner)
        try runner.on(Settlement.kind) { job in
            let id = ID<TreasureTask>(job.payload.task)
            switch try await database.writeRepeatable({ unit in try settle(id, in: unit) }) {
            case .nothing: return .done
            case .until(let time): return .later(at: time)
            case .person(let refund): return .failed(GivenUp(refund: refund))
            }
        }
        try runner.every(seconds: Settlement.secondsBetweenLapses, Settlement.lapses) { _ in
            try await database.writeRepeatable { unit in try wakeOverdue(in: unit) }
            return .done
        }
    }

    /// Tasks of which something lapses now.
    private func wakeOverdue(in unit: UnitOfWork) throws {
        let overdue = try RefundedStore(unit.connection)
            .overdue(
                wonUntil: unit.now.adding(seconds: -settings.claimSeconds),
                isStopped: RuleStore(unit.connection).isOn(.payoutsStopped),
                limit: Settlement.tasksAtOnce
            )
        for task in overdue { try Settlement.wake(task, jobs, in: unit) }
    }
}
