import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users/{uid}/sessions`: those whose tokens are good, newest first.
    enum ListSessions: AdminEndpoint {
        static let route = Route.get("/admin/auth/users/{uid}/sessions")

        typealias Input = NoInput

        struct Output: Encodable {
            let sessions: [Line]
        }

        struct Line: Encodable {
            let sid: String
            let iid: Int64
            let created_at: Int64
            let expires_at: Int64
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            let sessions = try await auth.sessions(of: try AdminAPI.uid(of: caller))
            return Output(
                sessions: sessions.map { session in
                    Line(
                        sid: session.sid,
                        iid: session.iid.rawValue,
                        created_at: session.term.created.seconds,
                        expires_at: session.term.expires.seconds
                    )
                }
            )
        }

        static func code(for refusal: UserRefusal) -> Code { AdminAPI.code(for: refusal) }
    }
}
