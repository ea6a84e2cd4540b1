import Basics
import Contracts
import ServiceKit
import TreasureDomain

/// What `treasure.md` has of this process, in the contract's order; what it forgot and ours last.
enum TreasureAPI {
    static let endpoints: [any Endpoint<TreasureService>.Type] = [
        GetTaskList.self, GetTaskDetails.self, PostTask.self, GetSharePic.self, GetTaskUser.self,
        UploadFile.self, PayTask.self, GetMyInfo.self, GetMyRelease.self, GetMyPartake.self,
        GetMyPrize.self,
        DigTask.self, PublishTask.self, DrawPrize.self, VerifyPrize.self, EndTask.self,
        GetTaskWinners.self, Proof.self,
    ]

    /// `unionid` is a claim: it counts only if it is the caller's own. A missing one means just that.
    static func player<Refusal>(
        _ unionid: ExternalID?,
        of caller: Caller<Identity>,
        _ refusal: (Player.Refusal) -> Refusal
    ) throws(Failure<Refusal>) -> Player {
        let identity = caller.identity
        if let unionid, !identity.isCalled(unionid) { throw .refused(refusal(.unknown)) }
        guard let uid = identity.uid else { throw .refused(refusal(.unregistered)) }
        return Player(
            uid: uid,
            identity: identity.iid,
            app: identity.app,
            openid: identity.openid,
            unionid: identity.unionid
        )
    }

    /// What is shown for somebody who is not known by any name.
    static func name(of face: Face) -> String { face.name.isEmpty ? "微信用户" : face.name }
}

protocol TreasureEndpoint: Endpoint
where Service == TreasureService, Wire == TreasureContract, Principal == Identity {}
