import Admin
import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `PATCH /admin/auth/users/{uid} {is_email?, is_real_name?, is_face?, is_mp?}`: sets what only
    /// a person can find out.
    enum PatchUser: AdminEndpoint {
        static let route = AuthAdminRoutes.patchUser

        struct Input: EndpointInput {
            private static let isEmail = Field.flag(
                "is_email",
                "Whether the e-mail address is proven."
            )
            private static let isRealName = Field.flag("is_real_name", "Whether the name is.")
            private static let isFace = Field.flag("is_face", "Whether the face is.")
            private static let isMP = Field.flag("is_mp", "Whether the official account is linked.")

            let uid: ID<User>
            let change: FlagChange

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = try fields.read(PathFields.uid)
                change = FlagChange(
                    isEmail: try fields.readIfPresent(Self.isEmail),
                    isRealName: try fields.readIfPresent(Self.isRealName),
                    isFace: try fields.readIfPresent(Self.isFace),
                    isMP: try fields.readIfPresent(Self.isMP)
                )
            }
        }

        struct Output: Payload {
            let uid: Int64
            let is_email: Bool
            let is_real_name: Bool
            let is_face: Bool
            let is_mp: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let flags = try await auth.setFlags(
                of: input.uid,
                input.change,
                by: AdminAction(caller)
            )
            return Output(
                uid: input.uid.rawValue,
                is_email: flags.isEmail,
                is_real_name: flags.isRealName,
                is_face: flags.isFace,
                is_mp: flags.isMP
            )
        }
    }
}
