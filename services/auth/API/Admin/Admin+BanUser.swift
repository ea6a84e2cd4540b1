import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/ban {reason}`: ends all sessions; there are no new ones.
    enum BanUser: AdminEndpoint {
        static let route = Route.post("/admin/auth/users/{uid}/ban")

        struct Input: WireInput {
            let reason: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                reason = try wire.text("reason")
                guard reason.utf8.count <= 500 else { throw .malformed("reason") }
            }
        }

        struct Output: Encodable {
            let uid: Int64
            let banned = true
            let ended_sessions: Int
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let uid = try AdminAPI.uid(of: caller)
            let ended = try await auth.ban(uid, reason: input.reason, by: caller.operatorName)
            return Output(uid: uid.rawValue, ended_sessions: ended)
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
