import Basics
import InternalMessages
import PointsDomain

/// Auth, as this process sees it: the only one that can open what WeChat encrypts for an identity.
struct AuthClient: Sendable {
    /// What a client sends on for WeChat to be believed.
    typealias Proof = DecryptCall.Proof

    typealias Problem = Failure<Certification.Refusal>

    /// Binds the number that the proof shows to the account behind the identity.
    var bindPhone: @Sendable (_ id: ID<WeChatIdentity>, Proof) async throws(Problem) -> Void
    /// The steps that the proof shows.
    var steps:
        @Sendable (_ id: ID<WeChatIdentity>, Proof) async throws(Problem) -> [Certification
            .DaySteps]
}
