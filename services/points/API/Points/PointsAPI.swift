import Basics
import Contracts
import PointsDomain
import ServiceKit

/// What `points.md` has of this process, in the contract's order; ours last.
enum PointsAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [
        QueryBalance.self, Sign.self, QueryShareCode.self, QueryShareRecord.self,
        QueryPointRecord.self, WxRun.self, AuthStatus.self, WxPhone.self, SignStatus.self,
        Upload.self, ApplyAudit.self, RankByBalance.self,
        QueryUpload.self,
    ]

    /// `openid` is a claim: it counts only if it is the caller's own.
    static func participant<Refusal>(
        _ openid: ExternalID,
        of caller: Caller<Identity>,
        orElse refusal: Refusal
    ) throws(Failure<Refusal>) -> Participant {
        let identity = caller.identity
        guard identity.openid == openid else { throw .refused(refusal) }
        return Participant(
            id: identity.iid,
            app: identity.app,
            openid: identity.openid
        )
    }
}

protocol PointsEndpoint: Endpoint
where Service == PointsService, Wire == PointsContract, Principal == Identity {}
