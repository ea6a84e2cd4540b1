import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users/{uid}`: one user; a number that was merged leads to who is left.
    enum ReadUser: AdminEndpoint {
        static let route = Route.get("/admin/auth/users/{uid}")

        typealias Input = NoInput

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> UserLines {
            let uid = try AdminAPI.uid(of: caller)
            return UserLines(try await auth.user(uid))
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
