import Basics
import Jobs
import Payments
import ServiceKit
import Storage
import TreasureDomain

/// What money does to tasks and prizes, in the units that note the money.
struct RedPacketEffects: Sendable {
    /// The steps of tasks. What it tells of endings is what is left to be told then: a payment that is
    /// closed need not be closed.
    let course: Course

    init(rules: TreasureRules, jobs: JobQueue) {
        course = Course(rules: rules, jobs: jobs, money: Unpaid(jobs: jobs))
    }

    var effects: PaymentEffects {
        PaymentEffects(
            paid: paid,
            closed: closed,
            refunded: refunded,
            transferred: transferred
        )
    }

    /// A task that is over (blocked, refused, too late) takes no money: it goes back by itself.
    private func paid(
        _ payment: PaymentRecord,
        _ unit: UnitOfWork
    ) throws -> PaymentEffects.Acceptance {
        guard case .task(let id) = MoneyRef(payment.request.ref),
            try course.openPaid(id, in: unit)
        else { return .unwanted(reason: "task_over") }
        return .taken
    }

    /// One that was closed before its time may be paid by another payment.
    private func closed(_ payment: PaymentRecord, _ unit: UnitOfWork) throws {
        guard case .task(let id) = MoneyRef(payment.request.ref),
            payment.request.expiresAt <= unit.now
        else { return }
        try course.end(id, .unpaid, in: unit)
    }

    private func refunded(_ refund: RefundRecord, _ unit: UnitOfWork) throws {
        let task: ID<TreasureTask>
        switch MoneyRef(refund.ref) {
        case .unwon(let id):
            if refund.state == .done { try RefundedStore(unit.connection).refundUnwon(of: id) }
            task = id
        case .lapsed(let id):
            let store = PrizeStore(unit.connection)
            guard let prize = try store.prize(id) else { throw MoneyMismatch(refund.ref) }
            if refund.state == .done {
                _ = try store.move(id, from: .lapsed, to: .refunded, at: unit.now)
            }
            task = prize.task
        case .task, .prize, nil: throw MoneyMismatch(refund.ref)
        }
        if refund.state.isFinal { try Settlement.wake(task, course.jobs, in: unit) }
    }

    private func transferred(_ transfer: TransferRecord, _ unit: UnitOfWork) throws {
        let store = PrizeStore(unit.connection)
        guard case .prize(let id) = MoneyRef(transfer.request.ref), let prize = try store.prize(id)
        else { throw MoneyMismatch(transfer.request.ref) }
        guard transfer.state.isFinal else { return }
        if transfer.state == .paid {
            _ = try store.move(id, from: .drawing, to: .drawn, at: unit.now)
        } else {
            _ = try store.move(id, from: .drawing, to: .undrawn, at: unit.now)
            try PayoutDayStore(unit.connection)
                .giveBack(
                    transfer.request.amount,
                    on: CivilZone.china.day(at: transfer.createdAt)
                )
        }
        try Settlement.wake(prize.task, course.jobs, in: unit)
    }
}

/// The money of a task that nobody has paid.
private struct Unpaid: TaskMoney {
    let jobs: JobQueue

    func merchant(of app: ID<App>) async throws(Failure<Never>) -> String? { nil }

    func ended(_ task: TreasureTask, in unit: UnitOfWork) throws {
        try Settlement.wake(task.id, jobs, in: unit)
    }

    func payOut(
        _ prize: Prize,
        of task: TreasureTask,
        to player: Player
    ) async throws(Failure<Claim.Refusal>) -> Payout {
        throw .refused(.notPayable)
    }
}

/// Money of something that there is not.
struct MoneyMismatch: Error, CustomStringConvertible {
    let ref: String

    init(_ ref: String) {
        self.ref = ref
    }

    var description: String { "money of nothing: \(ref)" }
}
