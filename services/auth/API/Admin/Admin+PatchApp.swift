import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `PATCH /admin/auth/apps/{app_id} {is_enabled}`: takes a mini-program out of service, or puts
    /// it back.
    enum PatchApp: AdminEndpoint {
        static let route = Route.patch("/admin/auth/apps/{app_id}")

        struct Input: WireInput {
            let isEnabled: Bool

            init(_ wire: Parameters) throws(ParameterProblem) {
                guard let given = try wire.optionalBool("is_enabled") else {
                    throw .missing("is_enabled")
                }
                isEnabled = given
            }
        }

        struct Output: Encodable {
            let app_id: Int64
            let is_enabled: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> Output {
            let app = try AdminAPI.app(of: caller)
            try await auth.setEnabled(input.isEnabled, of: app, by: caller.operatorName)
            return Output(app_id: app.rawValue, is_enabled: input.isEnabled)
        }

        static func code(for refusal: AppRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
