import AuthDomain
import Basics
import InternalMessages
import ServiceKit

extension InternalAPI {
    /// `GET /internal/identities?app=…&openid=…|unionid=…`: who is meant by a bare name.
    enum FindIdentity: InternalEndpoint {
        typealias Call = FindIdentityCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<NameRefusal>) -> Call.Answer {
            Call.Answer(
                try await auth.identity(
                    openid: input.openid,
                    unionid: input.unionid,
                    in: input.app
                )
            )
        }

        static func reason(for refusal: NameRefusal) -> Call.Refusal {
            switch refusal {
            case .unknown: .unknown
            case .ambiguous: .ambiguous
            }
        }
    }
}
