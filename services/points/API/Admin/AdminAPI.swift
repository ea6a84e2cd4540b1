import Admin
import Basics
import Contracts
import PointsDomain
import ServiceKit

/// What the back office does about participants and their points.
enum AdminAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] =
        [
            FindParticipants.self, ExportParticipants.self, ReadLedger.self, ExportLedger.self,
            Adjust.self, Redeem.self, ReadRules.self, ListApprovals.self, ApproveChange.self,
            RefuseChange.self, ListTrail.self,
        ] + PointsService.jobEndpoints + PointsService.eventEndpoints

    static func code(for refusal: PointsService.ApprovalRefusal) -> Code {
        switch refusal {
        case .approval(let refusal): ApprovalWire.code(for: refusal)
        case .adjustment(let refusal): AdjustmentWire.code(for: refusal)
        }
    }

    static let iid = Field.pathNumber("iid", "The participant.")
        .map { ID<WeChatIdentity>($0) }
}

protocol AdminEndpoint: Endpoint
where Service == PointsService, Wire == InternalContract, Principal == Operator {}
