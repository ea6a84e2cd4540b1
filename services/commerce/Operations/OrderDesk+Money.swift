import Admin
import Basics
import CommerceDomain
import Payments
import ServiceKit
import Storage

/// What finance does with money that does not get on by itself, and with bills.
extension OrderDesk {
    /// A step that finance takes on a refund's row.
    enum RefundStep: String, Sendable, CaseIterable {
        case retry, hold, release, cancel
    }

    /// Takes a step, and writes the trail in the unit that takes it. What WeChat Pay gave up, or a
    /// person took back, is asked for anew at its order: its vouchers are good again since.
    func take(
        _ step: RefundStep,
        on id: ID<RefundRecord>,
        by action: AdminAction
    ) async throws(Failure<PaymentOfficeRefusal>) -> RefundRecord {
        guard step == .cancel else {
            return try await database.write(refusing: PaymentOfficeRefusal.self) { [self] unit in
                let known = try known(id, unit)
                let row: RefundRecord
                switch step {
                case .hold: row = try office.hold(refund: id, in: unit)
                case .release: row = try office.release(refund: id, in: unit)
                case .retry, .cancel:
                    guard known.cause == .unwanted || known.state.keepsMoney else {
                        throw PaymentOfficeRefusal.stateForbids
                    }
                    row = try office.retry(refund: id, in: unit)
                }
                try Self.record(step, known, row, action, unit)
                return row
            }
        }
        do {
            let known = try await database.read { try office.refund(id, in: $0) }
            guard let known else { throw PaymentOfficeRefusal.unknown }
            return try await payments.cancel(refund: id) { row, unit in
                try Self.record(.cancel, known, row, action, unit)
            }
        } catch let refusal as PaymentOfficeRefusal {
            throw .refused(refusal)
        } catch {
            log.warning("a refund is not taken back", ["cause": .text("\(error)")])
            throw .unavailable(retryAfterSeconds: 2)
        }
    }

    private func known(_ id: ID<RefundRecord>, _ unit: UnitOfWork) throws -> RefundRecord {
        guard let row = try office.refund(id, in: unit.connection) else {
            throw PaymentOfficeRefusal.unknown
        }
        return row
    }

    private static func record(
        _ step: RefundStep,
        _ before: RefundRecord,
        _ row: RefundRecord,
        _ action: AdminAction,
        _ unit: UnitOfWork
    ) throws {
        let entry = TrailEntry(
            action,
            "refund.\(step.rawValue)",
            on: row.ref,
            before: before.state.rawValue,
            after: row.state.rawValue
        )
        try unit.record(entry)
    }

    // MARK: Bills

    /// Why bills are not compared.
    enum ReconcileRefusal: Error, Sendable, Equatable, CaseIterable {
        /// There are no keys for the merchant account.
        case accountUnknown
        /// Today's bill is not there yet.
        case dayNotOver
    }

    /// Compares a past day's bills once more, for whoever does not want to wait for the job.
    func reconcile(
        _ day: Day,
        account mchid: String,
        by action: AdminAction
    ) async throws(Failure<ReconcileRefusal>) {
        guard day < CivilZone.china.day(at: clock.now) else { throw .refused(.dayNotOver) }
        do {
            let accounts = try await payments.accounts.summaries().map(\.mchid)
            guard accounts.contains(mchid) else { throw ReconcileRefusal.accountUnknown }
            try await office.compareBills(of: day, account: mchid)
        } catch let refusal as ReconcileRefusal {
            throw .refused(refusal)
        } catch {
            log.warning("bills are not compared", ["cause": .text("\(error)")])
            throw .unavailable(retryAfterSeconds: 10)
        }
        try await database.write(refusing: ReconcileRefusal.self) { unit in
            let entry = TrailEntry(action, "bills.compare", on: "account:\(mchid)", after: day.text)
            try unit.record(entry)
        }
    }

    /// Notes what a difference was.
    func explain(
        _ id: ID<BillDifference>,
        by action: AdminAction
    ) async throws(Failure<PaymentOfficeRefusal>) {
        try await database.write(refusing: PaymentOfficeRefusal.self) { [self] unit in
            let difference = try office.explain(
                id,
                by: action.operatorName,
                action.reason,
                in: unit
            )
            let entry = TrailEntry(
                action,
                "difference.explain",
                on: "difference:\(id)",
                before: difference.kind.rawValue
            )
            try unit.record(entry)
        }
    }
}
