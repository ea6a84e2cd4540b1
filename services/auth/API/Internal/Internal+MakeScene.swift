import AuthDomain
import Basics
import InternalMessages
import ServiceKit

extension InternalAPI {
    /// `POST /internal/scenes`: a scene that logs this user in to that mini-program, once, within
    /// five minutes.
    enum MakeScene: InternalEndpoint {
        typealias Call = MakeSceneCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<MakeSceneRefusal>) -> Call.Answer {
            Call.Answer(
                scene: try await auth.makeScene(
                    in: input.app,
                    for: input.uid,
                    payload: input.payload,
                    granting: input.grant
                )
            )
        }

        static func reason(for refusal: MakeSceneRefusal) -> Call.Refusal {
            switch refusal {
            case .appUnknown: .appUnknown
            case .userUnknown: .userUnknown
            case .payloadMalformed: .payloadMalformed
            case .grantMalformed: .grantMalformed
            }
        }
    }
}
