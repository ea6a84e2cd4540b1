import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `PATCH /admin/auth/apps/{app_id} {is_enabled?, mchid?, takes_payments?}`: takes a
    /// mini-program out of service, or puts it back; says where its payments go.
    enum PatchApp: AdminEndpoint {
        static let route = AuthAdminRoutes.patchApp

        struct Input: EndpointInput {
            private static let isEnabled = Field.flag(
                "is_enabled",
                "Whether log-ins and WeChat's data of it are taken."
            )
            private static let mchid = Field.text(
                "mchid",
                "The merchant account that its payments go to.",
                maximum: 32,
                example: "1900000109"
            )
            private static let takesPayments = Field.flag(
                "takes_payments",
                "Whether what its centre sells is paid in it; without one that is marked so it is the centre's first app."
            )

            let app: ID<App>
            let change: AuthService.AppChange

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(PathFields.app)
                let change = AuthService.AppChange(
                    isEnabled: try fields.readIfPresent(Self.isEnabled),
                    mchid: try fields.readIfPresent(Self.mchid),
                    isPayer: try fields.readIfPresent(Self.takesPayments)
                )
                if change.isEnabled == nil, change.mchid == nil, change.isPayer == nil {
                    throw .missing("is_enabled")
                }
                self.change = change
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> AppPayload {
            AppPayload(try await auth.change(input.app, input.change, by: AdminAction(caller)))
        }

        static let refusals: [AppRefusal] = [.unknown, .malformed(.mchid)]
    }
}
