import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `PATCH /admin/auth/apps/{app_id} {is_enabled}`: takes a mini-program out of service, or puts
    /// it back.
    enum PatchApp: AdminEndpoint {
        static let route = AuthAdminRoutes.patchApp

        struct Input: EndpointInput {
            private static let isEnabled = Field.flag(
                "is_enabled",
                "Whether log-ins and WeChat's data of it are taken."
            )

            let app: ID<App>
            let isEnabled: Bool

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(PathFields.app)
                isEnabled = try fields.read(Self.isEnabled)
            }
        }

        struct Output: Payload {
            let app_id: Int64
            let is_enabled: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> Output {
            try await auth.setEnabled(
                input.isEnabled,
                of: input.app,
                by: AdminAction(caller)
            )
            return Output(app_id: input.app.rawValue, is_enabled: input.isEnabled)
        }

        static let refusals: [AppRefusal] = [.unknown]
    }
}
