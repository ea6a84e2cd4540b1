import HTTP
import Basics
import Contracts
import PointsDomain
import ServiceKit

/// What the back office does about audits. Who is at work stands in the log of looks and in the
/// history.
enum AuditsAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [
        List.self, Show.self, Approve.self, Reject.self,
    ]

    static let id = Field.pathNumber("id", "The audit.").map { ID<Audit>($0) }

    static func code(for refusal: Audit.VerdictRefusal) -> Code {
        switch refusal {
        case .unknown: Code(404, "There is no such audit.", name: "audit_unknown")
        case .decided(let state):
            Code(
                409,
                "The audit has been decided already: \(state.rawValue).",
                name: "audit_decided"
            )
        }
    }
}

/// The input of an endpoint that is about one audit.
struct AuditInput: EndpointInput {
    let id: ID<Audit>

    init(_ fields: FieldReader) throws(ParameterProblem) {
        id = try fields.read(AuditsAPI.id)
    }
}
