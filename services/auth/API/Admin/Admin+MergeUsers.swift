import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/merge {with}`: makes two users one; answers who is left.
    enum MergeUsers: AdminEndpoint {
        static let route = AuthAdminRoutes.mergeUsers

        struct Input: EndpointInput {
            private static let other = Field.id("with", "The other user.")

            let uid: ID<User>
            let other: ID<User>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = try fields.read(PathFields.uid)
                other = ID(try fields.read(Self.other))
            }
        }

        struct Output: Payload {
            let uid: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let left = try await auth.merge(
                input.uid,
                input.other,
                by: AdminAction(caller)
            )
            return Output(uid: left.rawValue)
        }

        static let refusals = UserRefusal.allCases
    }
}
