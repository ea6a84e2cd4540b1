import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `PATCH /admin/auth/users/{uid} {is_email?, is_real_name?, is_face?, is_mp?}`: sets what only
    /// a person can find out.
    enum PatchUser: AdminEndpoint {
        static let route = Route.patch("/admin/auth/users/{uid}")

        struct Input: WireInput {
            let change: FlagChange

            init(_ wire: Parameters) throws(ParameterProblem) {
                change = FlagChange(
                    isEmail: try wire.optionalBool("is_email"),
                    isRealName: try wire.optionalBool("is_real_name"),
                    isFace: try wire.optionalBool("is_face"),
                    isMP: try wire.optionalBool("is_mp")
                )
            }
        }

        struct Output: Encodable {
            let uid: Int64
            let is_email: Bool
            let is_real_name: Bool
            let is_face: Bool
            let is_mp: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let uid = try AdminAPI.uid(of: caller)
            let flags = try await auth.setFlags(of: uid, input.change, by: caller.operatorName)
            return Output(
                uid: uid.rawValue,
                is_email: flags.isEmail,
                is_real_name: flags.isRealName,
                is_face: flags.isFace,
                is_mp: flags.isMP
            )
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
