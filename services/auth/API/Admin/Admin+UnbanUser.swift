import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/unban`: lets a user in again.
    enum UnbanUser: AdminEndpoint {
        static let route = Route.post("/admin/auth/users/{uid}/unban")

        typealias Input = NoInput

        struct Output: Encodable {
            let uid: Int64
            let banned = false
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let uid = try AdminAPI.uid(of: caller)
            try await auth.unban(uid, by: caller.operatorName)
            return Output(uid: uid.rawValue)
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
