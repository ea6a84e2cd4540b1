import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

/// What the back office does about participants and their points. The gateway has checked its key.
enum AdminAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [
        FindParticipants.self, ReadLedger.self, Adjust.self, Redeem.self, ReadRules.self,
    ]

    /// Most rows on a page.
    private static let largestPage: Int64 = 100
    private static let usualPage: Int64 = 20

    static func size(_ wire: Parameters) throws(ParameterProblem) -> Int64 {
        let size = try wire.optionalInteger("size") ?? usualPage
        guard size >= 1 else { throw .malformed("size") }
        return min(size, largestPage)
    }

    /// The participant that the path names; an impossible number is nobody.
    static func participant(_ caller: Caller) -> ID<WeChatIdentity> {
        ID(caller.number("iid") ?? .min)
    }
}

extension AdminEndpoint {
    static var access: Access { .open }
}

protocol AdminEndpoint: Endpoint where Service == PointsService, Wire == InternalContract {}
