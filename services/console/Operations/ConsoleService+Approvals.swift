import ServiceKit
import Basics
import ConsoleDomain
import HTTP
import JSON
import Storage

/// What waits for a second person: here, for what no service keeps an approval of.
extension ConsoleService {
    private static let ownRequest = ConsoleRefusal(
        409,
        "own_request",
        "Somebody else has to decide it."
    )
    private static let decided = ConsoleRefusal(409, "decided", "It is decided.")

    static func ask(
        _ kind: ConsoleApproval.Kind,
        _ payload: String,
        subject: String,
        summary: String,
        reason: String,
        by caller: ConsoleCaller,
        at time: UnixTime,
        in connection: Connection
    ) throws -> ID<ConsoleApproval> {
        let approvals = ConsoleApprovalStore(connection)
        if let waiting = try approvals.waiting(kind, payload) { return waiting.id }
        let id = try approvals.nextID()
        try approvals.add(
            ConsoleApproval(
                id: id,
                kind: kind,
                payload: payload,
                subject: subject,
                summary: summary,
                askedBy: caller.person.label,
                askedName: caller.person.name,
                askedAt: time,
                reason: reason,
                state: .waiting,
                decidedBy: ""
            )
        )
        return id
    }

    func listApprovals(_ call: ConsoleCall) async throws -> Response {
        let word = try call.optionalText("state") ?? "waiting"
        guard let state = ConsoleApproval.State(rawValue: word) else {
            throw ConsoleRefusal.bad("state")
        }
        let (after, limit) = try call.page()
        let found = try await database.read {
            try ConsoleApprovalStore($0).list(in: state, after: after ?? 0, upTo: limit + 1)
        }
        let rows = found.prefix(Int(limit)).map { approval in
            JSONValue.of([
                "id": .string(approval.id.description),
                "kind": .string(approval.kind.rawValue),
                "subject": .string(approval.subject),
                "summary": .string(approval.summary),
                "asked_by": .string(approval.askedBy),
                "asked_name": .string(approval.askedName),
                "asked_at": .time(approval.askedAt),
                "reason": .string(approval.reason),
                "state": .string(approval.state.rawValue),
                "decided_by": .string(approval.decidedBy),
            ])
        }
        let next = found.count > limit ? found[Int(limit) - 1].id.rawValue : nil
        return JSONValue.of([
            "rows": .array(rows), "next": next.map { .integer($0) },
        ]).response()
    }

    func approve(_ call: ConsoleCall) async throws -> Response {
        let approval = try await decide(call, .approved)
        guard approval.kind == .passOn else {
            return JSONValue.of(["state": .string("approved")]).response()
        }
        let answer = try await passOnApproved(approval, call)
        return JSONValue.of([
            "state": .string("approved"), "status": .integer(Int64(answer.status.code)),
        ]).response()
    }

    func refuseApproval(_ call: ConsoleCall) async throws -> Response {
        _ = try await decide(call, .refused)
        return JSONValue.of(["state": .string("refused")]).response()
    }

    /// Decides, and does what is the console's own in the same unit.
    private func decide(
        _ call: ConsoleCall,
        _ state: ConsoleApproval.State
    ) async throws -> ConsoleApproval {
        let caller = try call.caller()
        let id = ID<ConsoleApproval>(try call.id())
        let time = clock.now
        let word = state == .approved ? "approve" : "refuse"
        let trail = call.trail("/console/approvals/{id}/\(word)", subject: "approval=\(id)")
        return try await database.write { [self] connection in
            let approvals = ConsoleApprovalStore(connection)
            guard let approval = try approvals.find(id) else { throw ConsoleRefusal.unknown }
            guard approval.askedBy != caller.person.label else { throw Self.ownRequest }
            let person = caller.person.label
            guard try approvals.decide(id, state, by: person, at: time) else { throw Self.decided }
            if state == .approved, approval.kind == .resetTOTP, let number = Int64(approval.payload)
            {
                let subject = ID<ConsoleOperator>(number)
                guard subject != caller.person.id else { throw Self.ownRequest }
                let people = OperatorStore(connection)
                try people.setTOTP(nil, step: nil, of: subject)
                try people.setRecovery([], of: subject)
                _ = try SessionStore(connection).endAll(of: subject)
            }
            try note(trail, status: 200, in: connection)
            return approval
        }
    }
}
