import Admin
import Basics
import JSON
import PointsDomain
import ServiceKit
import Storage

/// Gives and takes points by decisions, inside of one unit.
struct AdjustmentUnit {
    static let approvalKind = "points.adjust"

    private let unit: UnitOfWork
    private let rules: Rules

    init(_ unit: UnitOfWork, _ rules: Rules) {
        self.unit = unit
        self.rules = rules
    }

    /// Adjusts at an operator's word, which leaves a row in the trail unless it was done before.
    func apply(
        _ adjustment: Adjustment,
        by action: AdminAction
    ) throws -> Adjustment.Receipt {
        let receipt = try apply(adjustment)
        guard !receipt.isRepeat else { return receipt }
        let before = receipt.balance.count - adjustment.points.count
        let entry = TrailEntry(
            action,
            "points.\(adjustment.task.rawValue)",
            on: "iid:\(receipt.participant)",
            before: "balance=\(before)",
            after: "balance=\(receipt.balance.count)"
        )
        try unit.record(entry)
        return receipt
    }

    /// Adjusts: a row in the ledger, once for each ref.
    func apply(_ adjustment: Adjustment) throws -> Adjustment.Receipt {
        let store = PointsStore(unit.connection)
        let (id, account) = try holder(of: adjustment)
        let entry = entry(of: adjustment, under: try cause(of: adjustment))
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

    /// Asks another operator to approve an adjustment, once for each ref; what was approved and done
    /// before is a repeat.
    func ask(
        for adjustment: Adjustment,
        by action: AdminAction
    ) throws -> PointsService.Decision {
        let (id, account) = try holder(of: adjustment)
        let cause = try cause(of: adjustment)
        if try PointsStore(unit.connection).holds(entry(of: adjustment, under: cause), of: id) {
            return .done(iid: id.rawValue, balance: account.balance.count, isRepeat: true)
        }
        let order = LargeAdjustment(
            iid: id.rawValue,
            points: adjustment.points.count,
            reason: adjustment.reason,
            ref: cause
        )
        let subject = "iid:\(id)"
        let summary = "points=\(adjustment.points.count)"
        let asking = try ApprovalStore(unit.connection)
            .ask(
                Self.approvalKind,
                ref: "\(id):\(cause)",
                JSONOutput.encode(order),
                on: subject,
                summary,
                by: action,
                at: unit.now
            )
        let approval: ID<Approval>
        switch asking {
        case .asked(let id):
            let entry = TrailEntry(action, "points.adjust.asked", on: subject, after: summary)
            try unit.record(entry)
            approval = id
        case .duplicate(let id): approval = id
        case .refReused: throw Adjustment.Refusal.refReused
        }
        return .waits(
            iid: id.rawValue,
            balance: account.balance.count,
            approval: approval.rawValue
        )
    }

    private func entry(of adjustment: Adjustment, under cause: String) -> LedgerEntry {
        LedgerEntry(
            ref: "\(adjustment.task.rawValue):\(cause)",
            task: adjustment.task,
            points: adjustment.points,
            ruleVersion: rules.version,
            note: adjustment.reason,
            at: unit.now
        )
    }

    private func cause(of adjustment: Adjustment) throws -> String {
        try adjustment.ref ?? "\(unit.connection.nextID() as ID<Adjustment>)"
    }

    private func holder(
        of adjustment: Adjustment
    ) throws -> (id: ID<WeChatIdentity>, account: Account) {
        let store = PointsStore(unit.connection)
        let id = try owner(of: adjustment, in: store)
        guard let account = try store.account(of: id), !account.isClosed else {
            throw Adjustment.Refusal.participantUnknown
        }
        return (id, account)
    }

    private func owner(of adjustment: Adjustment, in store: PointsStore) throws -> ID<
        WeChatIdentity
    > {
        switch adjustment.owner {
        case .id(let id): return id
        case .openid(let openid, let app):
            let found = try store.participants(called: openid)
                .filter { app == nil || $0.app == app }
            guard let first = found.first else { throw Adjustment.Refusal.participantUnknown }
            guard found.count == 1 else { throw Adjustment.Refusal.ambiguous }
            return first.id
        }
    }
}

/// An adjustment that waits for an approval, as its row keeps it.
struct LargeAdjustment: Codable, Sendable {
    let iid: Int64
    let points: Int64
    let reason: String
    let ref: String

    var adjustment: Adjustment {
        Adjustment(
            owner: .id(ID(iid)),
            task: .adjust,
            points: Points(points),
            reason: reason,
            ref: ref
        )
    }
}
