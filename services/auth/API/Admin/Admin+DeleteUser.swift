import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `DELETE /admin/auth/users/{uid}`: everything personal goes, in all services.
    enum DeleteUser: AdminEndpoint {
        static let route = AuthAdminRoutes.deleteUser

        struct Output: Payload {
            let uid: Int64
            let deleted: Bool
            let identities: Int
        }

        static func answer(
            _ input: UserInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let count = try await auth.deleteUser(input.uid, by: AdminAction(caller))
            return Output(uid: input.uid.rawValue, deleted: true, identities: count)
        }
    }
}
