import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

/// What the back office does about audits. The gateway has checked its key; `auditor` says who of
/// its people is at work, in the log of looks and in the history.
enum AuditsAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [
        List.self, Show.self, Approve.self, Reject.self,
    ]

    /// Whoever does not say who they are.
    static let nobody = "back-office"

    /// Longest name of an auditor, in octets.
    private static let nameBytes = 64

    static func auditor(_ wire: Parameters) throws(ParameterProblem) -> String {
        let name = try wire.optionalText("auditor") ?? nobody
        let isPrintable = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
        guard name.utf8.count <= nameBytes, isPrintable else { throw .malformed("auditor") }
        return name
    }

    /// The audit that the path names; an impossible number is no audit.
    static func audit(_ caller: Caller) -> ID<Audit> {
        ID(caller.number("id") ?? 0)
    }

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

extension AuditsEndpoint {
    static var access: Access { .open }
}

protocol AuditsEndpoint: Endpoint where Service == PointsService, Wire == InternalContract {}
