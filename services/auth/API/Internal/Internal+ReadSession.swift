import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension InternalAPI {
    /// `GET /internal/sessions/{sid}`: whose a session is, and whether its tokens are good.
    enum ReadSession: InternalEndpoint {
        static let route = Route.get("/internal/sessions/{sid}")

        typealias Input = NoInput

        struct Output: Encodable {
            let sid: String
            let iid: Int64
            let app: Int64
            let oper: Int64
            let openid: String
            let unionid: String
            let uid: Int64?
            let revoked: Bool
            let expires_at: Int64

            private enum Key: CodingKey {
                case sid, iid, app, oper, openid, unionid, uid, revoked, expires_at
            }

            /// With `"uid":null` where there is no account yet.
            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Key.self)
                try fields.encode(sid, forKey: .sid)
                try fields.encode(iid, forKey: .iid)
                try fields.encode(app, forKey: .app)
                try fields.encode(oper, forKey: .oper)
                try fields.encode(openid, forKey: .openid)
                try fields.encode(unionid, forKey: .unionid)
                try fields.encode(uid, forKey: .uid)
                try fields.encode(revoked, forKey: .revoked)
                try fields.encode(expires_at, forKey: .expires_at)
            }
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            let session = try await auth.session(caller.capture("sid"))
            let identity = session.identity
            return Output(
                sid: identity.sid,
                iid: identity.iid.rawValue,
                app: identity.app.rawValue,
                oper: identity.oper,
                openid: identity.openid.text,
                unionid: identity.unionid.text,
                uid: identity.uid?.rawValue,
                revoked: session.term.revoked != nil,
                expires_at: session.term.expires.seconds
            )
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: Code(404, "There is no such session.", name: "session_unknown")
            }
        }
    }
}
