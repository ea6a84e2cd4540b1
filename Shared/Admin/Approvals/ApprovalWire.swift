public import Basics
public import Contracts
public import HTTP
public import ServiceKit
public import Storage

/// What the endpoints about approvals read and answer.
public enum ApprovalWire {
    /// Which approvals are asked for.
    public struct ListInput: EndpointInput {
        private static let state = Field.choice(
            "state",
            "How they stand.",
            default: Approval.State.waiting
        )

        private let state: Approval.State
        private let after: Int64
        private let limit: Int64

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            state = try fields.read(Self.state)
            after = try fields.readIfPresent(AdminFields.after) ?? 0
            limit = try fields.read(AdminFields.limit)
        }

        /// The part of them that is asked for, the oldest first.
        public func page(in connection: Connection) throws -> AdminPage<Row> {
            let approvals = try ApprovalStore(connection)
                .approvals(in: state, after: after, upTo: limit)
            return AdminPage(
                approvals,
                limit: limit,
                key: { $0.id.rawValue },
                row: Row.init
            )
        }
    }

    /// Which approval is decided, and why.
    public struct DecisionInput: EndpointInput {
        private static let id = Field.pathNumber("id", "The approval.")

        /// The approval.
        public let id: ID<Approval>
        /// Why; stands in the trail.
        public let reason: String

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            id = ID(try fields.read(Self.id))
            reason = try fields.read(AdminFields.optionalReason)
        }
    }

    /// A change that waits for somebody, or did.
    public struct Row: Payload {
        let id: Int64
        let kind: String
        let subject: String
        let summary: String
        let reason: String
        let asked_by: String
        let asked_name: String
        let asked_at: String
        let state: String
        let decided_by: String

        /// As the back office shows it.
        public init(_ approval: Approval) {
            id = approval.id.rawValue
            kind = approval.kind
            subject = approval.subject
            summary = approval.summary
            reason = approval.askedBy.reason
            asked_by = approval.askedBy.operatorID
            asked_name = approval.askedBy.operatorName
            asked_at = adminTime(approval.askedAt)
            state = approval.state.rawValue
            decided_by = approval.decidedBy
        }
    }

    /// What has become of one.
    public struct Decision: Payload {
        let id: Int64
        let state: String

        /// The approval that was decided so.
        public init(_ id: ID<Approval>, _ state: Approval.State) {
            self.id = id.rawValue
            self.state = state.rawValue
        }
    }

    /// One table for all services.
    public static func code(for refusal: Approval.Refusal) -> Code {
        switch refusal {
        case .unknown: Code(404, "There is no such approval.", name: "approval_unknown")
        case .decided: Code(409, "It has been decided already.", name: "approval_decided")
        case .ownRequest:
            Code(403, "Nobody approves what they asked for.", name: "approval_of_own_request")
        case .notFresh:
            Code(403, "Approving needs a person and a fresh log-in.", name: "login_not_fresh")
        }
    }
}
