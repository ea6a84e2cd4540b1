import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension SessionsAPI {
    /// `GET /api/session/list`: the caller's log-ins whose tokens are good, newest first.
    enum List: SessionsEndpoint {
        static let route = Route.get("/api/session/list")

        typealias Input = NoInput

        struct Line: Encodable {
            let id: String
            let app_id: Int64
            let current: Bool
            let created_at: String
            let expires_at: String
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> [Line] {
            guard let identity = caller.identity else { throw .fault }
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

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: SessionsAPI.unknown
            }
        }
    }
}
