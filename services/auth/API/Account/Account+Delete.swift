import Basics
import Contracts
import HTTP
import ServiceKit

extension AccountAPI {
    /// `POST /api/account/delete`: deletes the caller's account and everything personal, in all
    /// services. `confirm` has to be 1: there is no way back.
    enum Delete: AccountEndpoint {
        static let route = SessionRoutes.deleteAccount

        struct Input: EndpointInput {
            private static let confirm = Field.flag("confirm", "Has to be 1: there is no way back.")

            let isConfirmed: Bool

            init(_ fields: FieldReader) throws(ParameterProblem) {
                isConfirmed = try fields.read(Self.confirm)
            }
        }

        enum Refusal: Error, CaseIterable {
            case unconfirmed
            case identityGone
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<Refusal>) -> NoData {
            guard input.isConfirmed else { throw .refused(.unconfirmed) }
            do throws(Failure<DeleteRefusal>) {
                try await auth.deleteAccount(of: caller.identity)
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
