import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/sessions/revoke`: logs a user out everywhere.
    enum EndSessions: AdminEndpoint {
        static let route = Route.post("/admin/auth/users/{uid}/sessions/revoke")

        typealias Input = NoInput

        struct Output: Encodable {
            let uid: Int64
            let ended: Int
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let uid = try AdminAPI.uid(of: caller)
            return Output(
                uid: uid.rawValue,
                ended: try await auth.endSessions(of: uid, by: caller.operatorName)
            )
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
