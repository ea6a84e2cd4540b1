import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `DELETE /admin/auth/users/{uid}`: everything personal goes, in all services.
    enum DeleteUser: AdminEndpoint {
        static let route = Route.delete("/admin/auth/users/{uid}")

        typealias Input = NoInput

        struct Output: Encodable {
            let uid: Int64
            let deleted = true
            let identities: Int
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let uid = try AdminAPI.uid(of: caller)
            let count = try await auth.deleteUser(uid, by: caller.operatorName)
            return Output(uid: uid.rawValue, identities: count)
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
