import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/unban`: lets a user in again.
    enum UnbanUser: AdminEndpoint {
        static let route = AuthAdminRoutes.unbanUser

        struct Output: Payload {
            let uid: Int64
            let banned: Bool
        }

        static func answer(
            _ input: UserInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            try await auth.unban(input.uid, by: AdminAction(caller))
            return Output(uid: input.uid.rawValue, banned: false)
        }
    }
}
