import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/apps {app_id, appid, oper_id, name, secret, mchid?}`: a mini-program that
    /// was not here before.
    enum AddApp: AdminEndpoint {
        static let route = AuthAdminRoutes.addApp

        struct Input: EndpointInput {
            private static let id = Field.id("app_id", "Our own number for it, from 1.")
            private static let appid = Field.text(
                "appid",
                "WeChat's name for it.",
                example: "wx0123456789abcdef"
            ).described(upTo: AppBounds.appid)
            private static let oper = Field.id(
                "oper_id",
                "The operating centre that it belongs to, from 1."
            )
            private static let name = Field.text("name", "What it is called.")
                .described(upTo: AppBounds.name)
            private static let secret = Field.text("secret", "Its AppSecret.")
                .described(upTo: AppBounds.secret)
            private static let mchid = Field.text(
                "mchid",
                "The merchant account that its payments go to.",
                maximum: 32,
                example: "1900000109"
            )

            let app: OfferedApp

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = OfferedApp(
                    id: ID(try fields.read(Self.id)),
                    appid: try fields.read(Self.appid),
                    oper: try fields.read(Self.oper),
                    name: try fields.read(Self.name),
                    secret: Secret(try fields.read(Self.secret)),
                    mchid: try fields.readIfPresent(Self.mchid)
                )
            }
        }

        struct Output: Payload {
            let app_id: Int64
            let appid: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<AppRefusal>) -> Output {
            try await auth.addApp(input.app, by: AdminAction(caller))
            return Output(app_id: input.app.id.rawValue, appid: input.app.appid)
        }

        static let refusals: [AppRefusal] = [
            .taken(.number), .taken(.appid), .malformed(.number),
        ]
    }
}
