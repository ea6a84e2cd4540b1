import Admin
import Basics
import JSON
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// What an adjustment by an operator has come to.
    enum Decision: Codable, Sendable {
        case done(iid: Int64, balance: Int64, isRepeat: Bool)
        /// It is large: another operator has to approve it first.
        case waits(iid: Int64, balance: Int64, approval: Int64)
    }

    /// Gives or takes points at another process's word, once for each ref.
    func execute(
        _ adjustment: Adjustment
    ) async throws(Failure<Adjustment.Refusal>) -> Adjustment.Receipt {
        try await database.write(refusing: Adjustment.Refusal.self) { [rules] unit in
            try AdjustmentUnit(unit, rules).apply(adjustment)
        }
    }

    /// Gives or takes points at an operator's word, once for each ref. Above the limit it is only
    /// asked for.
    func execute(
        _ adjustment: Adjustment,
        by action: AdminAction
    ) async throws(Failure<Adjustment.Refusal>) -> Decision {
        let limit = approvalLimit
        return try await database.write(refusing: Adjustment.Refusal.self) { [rules] unit in
            let adjusting = AdjustmentUnit(unit, rules)
            let isLarge = adjustment.points.count.magnitude > UInt64(limit)
            guard adjustment.task == .adjust, isLarge else {
                let receipt = try adjusting.apply(adjustment, by: action)
                return .done(
                    iid: receipt.participant.rawValue,
                    balance: receipt.balance.count,
                    isRepeat: receipt.isRepeat
                )
            }
            return try adjusting.ask(for: adjustment, by: action)
        }
    }

    /// Why an approval comes to nothing.
    enum ApprovalRefusal: Error, Sendable, CaseIterable {
        case approval(Approval.Refusal)
        /// It is approved in vain: the points cannot be given or taken any more.
        case adjustment(Adjustment.Refusal)

        static let allCases =
            Approval.Refusal.allCases.map(Self.approval)
            + [
                .adjustment(.participantUnknown), .adjustment(.insufficientBalance),
                .adjustment(.refReused),
            ]
    }

    /// Decides what another operator has asked for; what is approved is done in the same unit.
    func decide(
        _ id: ID<Approval>,
        _ state: Approval.State,
        by administrator: Operator,
        _ action: AdminAction
    ) async throws(Failure<ApprovalRefusal>) {
        let realNow = clock.real.now()
        try await database.write(refusing: ApprovalRefusal.self) { [rules] unit in
            do {
                let approval = try ApprovalStore(unit.connection)
                    .decide(id, state, by: administrator, at: unit.now, realTime: realNow)
                try unit.record(
                    TrailEntry(
                        action,
                        "approval.\(state.rawValue)",
                        on: approval.subject,
                        after: approval.summary
                    )
                )
                guard state == .approved else { return }
                let order = try JSONInput.decode(LargeAdjustment.self, from: approval.payload)
                _ = try AdjustmentUnit(unit, rules).apply(order.adjustment, by: approval.askedBy)
            } catch let refusal as Approval.Refusal {
                throw ApprovalRefusal.approval(refusal)
            } catch let refusal as Adjustment.Refusal {
                throw ApprovalRefusal.adjustment(refusal)
            }
        }
    }
}
