import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/merge {with}`: makes two users one; answers who is left.
    enum MergeUsers: AdminEndpoint {
        static let route = Route.post("/admin/auth/users/{uid}/merge")

        struct Input: WireInput {
            let other: ID<User>

            init(_ wire: Parameters) throws(ParameterProblem) {
                other = ID(try wire.integer("with"))
            }
        }

        struct Output: Encodable {
            let uid: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let uid = try AdminAPI.uid(of: caller)
            let left = try await auth.merge(uid, input.other, by: caller.operatorName)
            return Output(uid: left.rawValue)
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
