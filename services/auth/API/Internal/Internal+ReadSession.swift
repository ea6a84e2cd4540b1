import AuthDomain
import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension InternalAPI {
    /// `GET /internal/sessions/{sid}`: whose a session is, whether its tokens are good, and what
    /// it may do for another account.
    enum ReadSession: InternalEndpoint {
        static let route = InternalRoutes.readSession

        struct Input: EndpointInput {
            let sid: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                sid = try fields.read(PathFields.sid)
            }
        }

        struct Output: Payload {
            let sid: String
            let iid: Int64
            let app: Int64
            let oper: Int64
            let openid: String
            let unionid: String
            /// Null where there is no account yet.
            let uid: Nullable<Int64>
            let revoked: Bool
            let expires_at: Int64
            /// What the session may do for another account; null for nothing.
            let grant: Nullable<GrantLine>
        }

        struct GrantLine: Codable, Sendable {
            let uid: Int64
            let subject: String
            let expires_at: Int64

            init(_ grant: Grant) {
                uid = grant.uid.rawValue
                subject = grant.subject.text
                expires_at = grant.expires.seconds
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            let session = try await auth.session(input.sid)
            let identity = session.identity
            return Output(
                sid: identity.sid,
                iid: identity.iid.rawValue,
                app: identity.app.rawValue,
                oper: identity.oper,
                openid: identity.openid.text,
                unionid: identity.unionid.text,
                uid: Nullable(identity.uid?.rawValue),
                revoked: session.term.revoked != nil,
                expires_at: session.term.expires.seconds,
                grant: Nullable(identity.grant.map(GrantLine.init))
            )
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: InternalLines.sessionUnknown
            }
        }
    }
}
