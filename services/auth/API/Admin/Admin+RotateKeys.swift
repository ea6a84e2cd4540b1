import Admin
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/keys/rotate`: makes the next signing key; the old one stays good for what
    /// it has signed.
    enum RotateKeys: AdminEndpoint {
        static let route = AuthAdminRoutes.rotateKeys

        struct Output: Payload {
            let kid: String
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            do {
                return Output(kid: try await auth.rotateKeys(by: AdminAction(caller)))
            } catch {
                auth.log.error("no further signing key", ["cause": .text("\(error)")])
                throw .fault
            }
        }
    }
}
