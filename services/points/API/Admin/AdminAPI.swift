import Basics
import Contracts
import PointsDomain
import ServiceKit

/// What the back office does about participants and their points.
enum AdminAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [
        FindParticipants.self, ExportParticipants.self, ReadLedger.self, ExportLedger.self,
        Adjust.self, Redeem.self, ReadRules.self,
    ]

    static let iid = Field.pathNumber("iid", "The participant.")
        .map { ID<WeChatIdentity>($0) }
}

protocol AdminEndpoint: Endpoint
where Service == PointsService, Wire == InternalContract, Principal == Operator {}
