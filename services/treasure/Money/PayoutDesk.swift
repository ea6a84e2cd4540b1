import Admin
import Basics
import Payments
import ServiceKit
import Storage
import TreasureDomain

/// What the back office does with payouts and refunds. Each change leaves its row in the trail, in
/// the same unit.
struct PayoutDesk: Sendable {
    private let money: RedPackets
    private var office: PaymentOffice { money.office }

    init(_ money: RedPackets) {
        self.money = money
    }

    /// A payout with what it is for.
    struct Payout: Sendable {
        let transfer: TransferRecord
        let prize: ID<Prize>
        let task: ID<TreasureTask>
        let code: TaskCode
        /// Nil once the account is deleted.
        let winner: ID<User>?
    }

    /// Why the back office cannot have it so.
    enum Refusal: Error, Sendable, CaseIterable {
        case unknown
        /// It is over, or WeChat Pay may be doing it at this moment.
        case stateForbids
        /// It was so already.
        case unchanged
    }

    // MARK: Looking

    /// Payouts in one state, or in all, the newest first.
    func payouts(
        in state: TransferState?,
        before id: Int64?,
        limit: Int
    ) async throws(Failure<Never>) -> [Payout] {
        try await money.database.read(refusing: Never.self) { connection in
            try office.transfers(in: state, before: id ?? .max, limit: limit, connection)
                .map { try payout($0, connection) }
        }
    }

    /// Payouts that do not get on: why and since when stand in `trouble` and `troubledAt`, how often
    /// they were tried in `tries`. The oldest first.
    func stuckPayouts(after id: Int64, limit: Int) async throws(Failure<Never>) -> [Payout] {
        try await money.database.read(refusing: Never.self) { connection in
            try office.stuckTransfers(after: id, limit: limit, in: connection)
                .map { try payout($0, connection) }
        }
    }

    /// Refunds that do not get on, the oldest first.
    func stuckRefunds(after id: Int64, limit: Int) async throws(Failure<Never>) -> [RefundRecord] {
        try await money.database.read(refusing: Never.self) { connection in
            try office.stuckRefunds(after: id, limit: limit, in: connection)
        }
    }

    /// Refunds in one state, or in all, the newest first.
    func refunds(
        in state: RefundState?,
        before id: Int64?,
        limit: Int
    ) async throws(Failure<Never>) -> [RefundRecord] {
        try await money.database.read(refusing: Never.self) { connection in
            try office.refunds(in: state, before: id ?? .max, limit: limit, connection)
        }
    }

    /// Where a task's money is.
    func report(of task: ID<TreasureTask>) async throws(Failure<Never>) -> MoneyReport {
        try await money.database.read(refusing: Never.self) { connection in
            try PaymentVerification.report(fund: MoneyRef.task(task).text, in: connection)
        }
    }

    /// Where all money of a merchant account is.
    func report(account mchid: String) async throws(Failure<Never>) -> MoneyReport {
        try await money.database.read(refusing: Never.self) { connection in
            try PaymentVerification.report(account: mchid, in: connection)
        }
    }

    /// All money that is here, or on its way in either direction.
    func heldNow() async throws(Failure<Never>) -> Money {
        try await money.database.read(refusing: Never.self) { connection in
            try office.heldNow(connection)
        }
    }

    /// What moved on each day, both included.
    func days(from first: Day, to last: Day) async throws(Failure<Never>) -> [MoneyDay] {
        try await money.database.read(refusing: Never.self) { connection in
            try office.days(from: first, to: last, connection)
        }
    }

    private func payout(_ transfer: TransferRecord, _ connection: Connection) throws -> Payout {
        guard case .prize(let id) = MoneyRef(transfer.request.ref),
            let prize = try PrizeStore(connection).prize(id),
            let task = try TaskStore(connection).task(prize.task)
        else { throw MoneyMismatch(transfer.request.ref) }
        return Payout(
            transfer: transfer,
            prize: id,
            task: task.id,
            code: task.code,
            winner: prize.winner
        )
    }

    // MARK: Payouts

    /// What can be done with a payout.
    enum Step: String, Sendable, CaseIterable {
        /// Now instead of after its pause.
        case retry
        /// Not before somebody lets it go on; only while WeChat Pay was not asked for it.
        case hold
        case release
        /// The winner may claim it again then. What WeChat Pay has is taken back there, unless the
        /// winner was faster.
        case cancel
    }

    /// Does it, and gives how the payout stands then.
    func take(
        _ step: Step,
        onPayout id: ID<TransferRecord>,
        by who: AdminAction
    ) async throws(Failure<Refusal>) -> Payout {
        try await attempt { [self] unit in
            guard let before = try office.transfer(id, in: unit.connection) else {
                throw Refusal.unknown
            }
            let after =
                switch step {
                case .retry: try office.retry(transfer: id, in: unit)
                case .hold: try office.hold(transfer: id, in: unit)
                case .release: try office.release(transfer: id, in: unit)
                case .cancel: try office.cancel(transfer: id, in: unit)
                }
            let entry = TrailEntry(
                who,
                "payout.\(step.rawValue)",
                on: "payout:\(id)",
                before: before.state.rawValue,
                after: after.state.rawValue
            )
            try unit.record(entry)
            return try payout(after, unit.connection)
        }
    }

    /// The same for a refund, but for taking it back (``cancel(refund:by:)``).
    func take(
        _ step: Step,
        onRefund id: ID<RefundRecord>,
        by who: AdminAction
    ) async throws(Failure<Refusal>) -> RefundRecord {
        guard step != .cancel else { return try await cancel(refund: id, by: who) }
        return try await attempt { [self] unit in
            guard let before = try office.refund(id, in: unit.connection) else {
                throw Refusal.unknown
            }
            let after =
                switch step {
                case .retry: try office.retry(refund: id, in: unit)
                case .hold: try office.hold(refund: id, in: unit)
                case .release, .cancel: try office.release(refund: id, in: unit)
                }
            try note("refund.\(step.rawValue)", after, before.state, who, unit)
            return after
        }
    }

    /// WeChat Pay is asked first whether it has it.
    private func cancel(
        refund id: ID<RefundRecord>,
        by who: AdminAction
    ) async throws(Failure<Refusal>) -> RefundRecord {
        do {
            return try await money.payments.cancel(refund: id) { [self] refund, unit in
                try note("refund.cancel", refund, nil, who, unit)
            }
        } catch {
            throw failure(error)
        }
    }

    private func note(
        _ what: String,
        _ refund: RefundRecord,
        _ before: RefundState?,
        _ who: AdminAction,
        _ unit: UnitOfWork
    ) throws {
        let entry = TrailEntry(
            who,
            what,
            on: "refund:\(refund.id)",
            before: before?.rawValue ?? "",
            after: refund.state.rawValue
        )
        try unit.record(entry)
    }

    // MARK: Stop and go

    /// Stops all payouts, or lets them go on: claims are refused, and what waits is not sent. What
    /// WeChat Pay has already is not stopped.
    func setAllStopped(
        _ isStopped: Bool,
        by who: AdminAction
    ) async throws(Failure<Refusal>) {
        try await attempt { [self] unit in
            let changed = try RuleStore(unit.connection)
                .set(
                    .payoutsStopped,
                    isStopped,
                    who.reason,
                    by: who.operatorID,
                    at: unit.now
                )
            guard changed else { throw Refusal.unchanged }
            try office.setAllStopped(isStopped, in: unit)
            let entry = TrailEntry(who, isStopped ? "payouts.stop" : "payouts.go", on: "payouts")
            try unit.record(entry)
        }
    }

    /// The same for the red packets of one task.
    func setStopped(
        _ isStopped: Bool,
        task id: ID<TreasureTask>,
        by who: AdminAction
    ) async throws(Failure<Refusal>) {
        try await attempt { [self] unit in
            let store = TaskStore(unit.connection)
            guard let task = try store.task(id), task.terms.kind == .redPacket else {
                throw Refusal.unknown
            }
            guard try store.stopPayouts(id, isStopped) else { throw Refusal.unchanged }
            if task.isPaid {
                try office.setStopped(isStopped, fund: MoneyRef.task(id).text, in: unit)
            }
            let what = isStopped ? "task.stop-payouts" : "task.go-payouts"
            try unit.record(TrailEntry(who, what, on: "task:\(id)"))
        }
    }

    private func attempt<Value: Sendable>(
        _ unit: @escaping @Sendable (UnitOfWork) throws -> Value
    ) async throws(Failure<Refusal>) -> Value {
        do {
            return try await money.database.writeRepeatable(unit)
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> Failure<Refusal> {
        switch error {
        case let refusal as Refusal: return .refused(refusal)
        case PaymentOfficeRefusal.unknown: return .refused(.unknown)
        case PaymentOfficeRefusal.stateForbids: return .refused(.stateForbids)
        case let storage as StorageError where storage.isTransient:
            return .unavailable(retryAfterSeconds: 1)
        default:
            money.log.error("the back office cannot have it so", ["cause": .text("\(error)")])
            return .fault
        }
    }
}
