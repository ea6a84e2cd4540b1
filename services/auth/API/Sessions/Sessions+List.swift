import AuthDomain
import Basics
import Contracts
import ServiceKit

extension SessionsAPI {
    /// `GET /api/session/list`: the caller's log-ins whose tokens are good, newest first.
    enum List: SessionsEndpoint {
        static let route = SessionRoutes.list

        struct Line: Payload {
            let id: String
            let app_id: Int64
            let current: Bool
            let created_at: String
            let expires_at: String
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> [Line] {
            let identity = caller.identity
            return try await auth.sessions(of: identity)
                .map { session in
                    Line(
                        id: session.identity.sid,
                        app_id: session.identity.app.rawValue,
                        current: session.identity.sid == identity.sid,
                        created_at: CivilZone.china.text(at: session.term.created),
                        expires_at: CivilZone.china.text(at: session.term.expires)
                    )
                }
        }
    }
}
