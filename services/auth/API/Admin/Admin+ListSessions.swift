import AuthDomain
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users/{uid}/sessions`: those whose tokens are good, newest first.
    enum ListSessions: AdminEndpoint {
        static let route = AuthAdminRoutes.listSessions

        struct Output: Payload {
            let sessions: [Line]
        }

        struct Line: Codable {
            let sid: String
            let iid: Int64
            let created_at: Int64
            let expires_at: Int64
        }

        static func answer(
            _ input: UserInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> Output {
            Output(
                sessions: try await auth.sessions(of: input.uid).map { session in
                    Line(
                        sid: session.sid,
                        iid: session.iid.rawValue,
                        created_at: session.term.created.seconds,
                        expires_at: session.term.expires.seconds
                    )
                }
            )
        }
    }
}
