import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/sessions/revoke`: logs a user out everywhere.
    enum EndSessions: AdminEndpoint {
        static let route = AuthAdminRoutes.endSessions

        struct Output: Payload {
            let uid: Int64
            let ended: Int
        }

        static func answer(
            _ input: UserInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let ended = try await auth.endSessions(of: input.uid, by: AdminAction(caller))
            return Output(uid: input.uid.rawValue, ended: ended)
        }
    }
}
