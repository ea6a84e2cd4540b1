import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users/{uid}`: one user; a number that was merged leads to who is left.
    enum ReadUser: AdminEndpoint {
        static let route = AuthAdminRoutes.readUser

        static func answer(
            _ input: UserInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> UserLines {
            UserLines(try await auth.user(input.uid))
        }
    }
}
