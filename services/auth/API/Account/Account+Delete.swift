import Basics
import Contracts
import HTTP
import ServiceKit

extension AccountAPI {
    /// `POST /api/account/delete`: deletes the caller's account and everything personal, in all
    /// services. `confirm` has to be 1: there is no way back.
    enum Delete: AccountEndpoint {
        static let route = Route.post("/api/account/delete")

        struct Input: WireInput {
            let isConfirmed: Bool

            init(_ wire: Parameters) throws(ParameterProblem) {
                guard let isConfirmed = try wire.optionalBool("confirm") else {
                    throw .missing("confirm")
                }
                self.isConfirmed = isConfirmed
            }
        }

        enum Refusal: Error {
            case unconfirmed
            case identityGone
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<Refusal>) -> NoData {
            guard let identity = caller.identity else { throw .fault }
            guard input.isConfirmed else { throw .refused(.unconfirmed) }
            do throws(Failure<DeleteRefusal>) {
                try await auth.deleteAccount(of: identity)
            } catch {
                throw error.map { _ in .identityGone }
            }
            return NoData()
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .unconfirmed: Code(-2, "请确认注销账号")
            case .identityGone: Code(-3, "账号不存在")
            }
        }
    }
}
