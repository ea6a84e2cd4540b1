import Admin
import AuthDomain
import Basics
import Contracts
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/users/{uid}/sessions`: those whose tokens are good, newest first.
    enum ListSessions: AdminEndpoint {
        static let route = AuthAdminRoutes.listSessions

        struct Line: Payload {
            let sid: String
            let iid: Int64
            let created_at: String
            let expires_at: String
        }

        static func answer(
            _ input: UserInput,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<UserRefusal>) -> AdminPage<Line> {
            AdminPage(
                all: try await auth.sessions(of: input.uid).map { session in
                    Line(
                        sid: session.sid,
                        iid: session.iid.rawValue,
                        created_at: adminTime(session.term.created),
                        expires_at: adminTime(session.term.expires)
                    )
                }
            )
        }
    }
}
