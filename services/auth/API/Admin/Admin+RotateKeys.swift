import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/keys/rotate`: makes the next signing key; the old one stays good for what
    /// it has signed.
    enum RotateKeys: AdminEndpoint {
        static let route = Route.post("/admin/auth/keys/rotate")

        typealias Input = NoInput

        struct Output: Encodable {
            let kid: String
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            do {
                return Output(kid: try await auth.rotateKeys())
            } catch {
                auth.log.error("no further signing key", ["cause": .text("\(error)")])
                throw .fault
            }
        }
    }
}
