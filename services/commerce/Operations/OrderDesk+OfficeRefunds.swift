import Admin
import Basics
import CommerceDomain
import JSON
import Payments
import ServiceKit
import Storage

extension OrderDesk {
    static let approvalKind = "commerce.refund"

    /// What an operator wants to be given back.
    struct OfficeRefund: Codable, Sendable {
        let number: String
        /// So many pieces; nil for all that are left.
        let pieces: Int64?
        let reason: String
        /// Chosen by the operator, so that asking twice asks once.
        let ref: String
    }

    /// What it has come to.
    enum RefundDecision: Sendable {
        case done(OrderRefund)
        /// It is large: another operator has to approve it first.
        case waits(approval: Int64)
    }

    /// Why an approval comes to nothing.
    enum ApprovalRefusal: Error, Sendable, CaseIterable {
        case approval(Approval.Refusal)
        /// It is approved in vain: it cannot be given back any more.
        case refund(OrderRefundRefusal)

        static let allCases =
            Approval.Refusal.allCases.map(Self.approval)
            + [
                OrderRefundRefusal.notPaid, .redeemed, .nothingLeft, .piecesUnknown, .moneyMissing,
            ].map(Self.refund)
    }

    /// What a unit gives, so that a call that comes again under its key goes on with it.
    private struct DecidedRow: Codable, Sendable {
        let asked: AskedRow?
        let approval: Int64?
    }

    /// Gives pieces of an order back at an operator's word; above the limit it is only asked for.
    func refund(
        _ wish: OfficeRefund,
        by action: AdminAction
    ) async throws(Failure<OrderRefundRefusal>) -> RefundDecision {
        let row = try await database.write(refusing: OrderRefundRefusal.self) { [self] unit in
            let order = try order(of: wish, unit)
            let pieces = wish.pieces ?? order.pieces.open
            guard let amount = order.bought.price.times(pieces) else {
                throw OrderRefundRefusal.piecesUnknown
            }
            guard amount > settings.approvalLimit else {
                return DecidedRow(
                    asked: try give(wish, of: order, by: action, in: unit),
                    approval: nil
                )
            }
            try Self.checkOpen(pieces, order)
            let approval = try ask(wish, order, amount, by: action, in: unit)
            return DecidedRow(asked: nil, approval: approval)
        }
        if let approval = row.approval { return .waits(approval: approval) }
        guard let asked = row.asked else { throw .fault }
        return .done(try await hurried(asked, refusing: OrderRefundRefusal.self))
    }

    private func order(of wish: OfficeRefund, _ unit: UnitOfWork) throws -> OrderRecord {
        guard let number = OrderNumber(wish.number),
            let order = try OrderStore(unit.connection).order(number)
        else { throw OrderRefundRefusal.unknown }
        return order
    }

    private static func checkOpen(_ pieces: Int64, _ order: OrderRecord) throws {
        guard order.state == .paid else {
            throw order.state == .done
                ? OrderRefundRefusal.redeemed
                : order.state == .refunded ? .nothingLeft : .notPaid
        }
        guard pieces >= 1, pieces <= order.pieces.open else {
            throw OrderRefundRefusal.piecesUnknown
        }
    }

    private func give(
        _ wish: OfficeRefund,
        of order: OrderRecord,
        by action: AdminAction,
        in unit: UnitOfWork
    ) throws -> AskedRow {
        let row = try give(
            wish.pieces.map { .count($0) } ?? .all,
            of: order,
            back: .office,
            reason: wish.reason,
            by: action.operatorID,
            in: unit
        )
        let entry = TrailEntry(
            action,
            "order.refund",
            on: "order:\(order.number)",
            after: OrderRefund.ref(ID(row.refund))
        )
        try unit.record(entry)
        return row
    }

    private func ask(
        _ wish: OfficeRefund,
        _ order: OrderRecord,
        _ amount: Money,
        by action: AdminAction,
        in unit: UnitOfWork
    ) throws -> Int64 {
        let (subject, summary) = ("order:\(order.number)", "fen=\(amount.fen)")
        let asking = try ApprovalStore(unit.connection)
            .ask(
                Self.approvalKind,
                ref: "\(order.id):\(wish.ref)",
                JSONOutput.encode(wish),
                on: subject,
                summary,
                by: action,
                at: unit.now
            )
        switch asking {
        case .asked(let id):
            let entry = TrailEntry(action, "order.refund.asked", on: subject, after: summary)
            try unit.record(entry)
            return id.rawValue
        case .duplicate(let id): return id.rawValue
        case .refReused: throw OrderRefundRefusal.piecesUnknown
        }
    }

    /// Decides what another operator has asked for; what is approved is given back in the same
    /// unit.
    func decide(
        _ id: ID<Approval>,
        _ state: Approval.State,
        by administrator: Operator,
        _ action: AdminAction
    ) async throws(Failure<ApprovalRefusal>) {
        let realNow = clock.real.now()
        try await database.write(refusing: ApprovalRefusal.self) { [self] unit in
            do {
                let approval = try ApprovalStore(unit.connection)
                    .decide(id, state, by: administrator, at: unit.now, realTime: realNow)
                let entry = TrailEntry(
                    action,
                    "approval.\(state.rawValue)",
                    on: approval.subject,
                    after: approval.summary
                )
                try unit.record(entry)
                guard state == .approved else { return }
                let wish = try JSONInput.decode(OfficeRefund.self, from: approval.payload)
                _ = try give(wish, of: order(of: wish, unit), by: approval.askedBy, in: unit)
            } catch let refusal as Approval.Refusal {
                throw ApprovalRefusal.approval(refusal)
            } catch let refusal as OrderRefundRefusal {
                throw ApprovalRefusal.refund(refusal)
            }
        }
    }
}
