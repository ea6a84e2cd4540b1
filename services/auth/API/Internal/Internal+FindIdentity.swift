import Basics
import Contracts
import HTTP
import ServiceKit

extension InternalAPI {
    /// `GET /internal/identities?app=…&openid=…|unionid=…`: who is meant by a bare name. There only
    /// with `KUMQUAT_LEGACY_OPENID=1`; a name that several people answer to is refused.
    enum FindIdentity: InternalEndpoint {
        static let route = InternalRoutes.findIdentity

        struct Input: EndpointInput {
            private static let app = Field.integer("app", "Only in this mini-program.")
            private static let openid = Field.externalID("openid", "WeChat's name in one app.")
            private static let unionid = Field.externalID("unionid", "WeChat's name in all apps.")

            let app: ID<App>?
            let openid: ExternalID?
            let unionid: ExternalID?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.readIfPresent(Self.app).map { ID($0) }
                openid = try fields.readIfPresent(Self.openid)
                unionid = try fields.readIfPresent(Self.unionid)
                if openid == nil, unionid == nil { throw .missing("openid") }
            }
        }

        struct Output: Payload {
            let iid: Int64
            let app: Int64
            let oper: Int64
            let openid: String
            let unionid: String
            let uid: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<NameRefusal>) -> Output {
            let identity = try await auth.identity(
                openid: input.openid,
                unionid: input.unionid,
                in: input.app
            )
            return Output(
                iid: identity.iid.rawValue,
                app: identity.app.rawValue,
                oper: identity.oper,
                openid: identity.openid.text,
                unionid: identity.unionid.text,
                uid: identity.uid?.rawValue
            )
        }

        static func code(for refusal: NameRefusal) -> Code {
            switch refusal {
            case .unknown: Code(404, "Nobody is called so.", name: "identity_unknown")
            case .ambiguous: Code(409, "Several are called so.", name: "identity_ambiguous")
            }
        }
    }
}
