import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/users/{uid}/ban {reason}`: ends all sessions; there are no new ones.
    enum BanUser: AdminEndpoint {
        static let route = AuthAdminRoutes.banUser

        struct Input: EndpointInput {
            private static let reason = Field.text(
                "reason",
                "Why; stands in the trail.",
                maximum: 500,
                example: "fraud"
            )

            let uid: ID<User>
            let reason: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = try fields.read(PathFields.uid)
                reason = try fields.read(Self.reason)
            }
        }

        struct Output: Payload {
            let uid: Int64
            let banned: Bool
            let ended_sessions: Int
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let ended = try await auth.ban(
                input.uid,
                by: AdminAction(caller, reason: input.reason)
            )
            return Output(uid: input.uid.rawValue, banned: true, ended_sessions: ended)
        }
    }
}
