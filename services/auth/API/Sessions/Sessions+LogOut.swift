import Basics
import Contracts
import HTTP
import ServiceKit

extension SessionsAPI {
    /// `POST /api/session/logout`: ends the session that is calling, or the one named by `id`.
    enum LogOut: SessionsEndpoint {
        static let route = SessionRoutes.logOut

        struct Input: EndpointInput {
            private static let id = Field.text(
                "id",
                "Another session of the caller's, as the list names it; without it the one that calls."
            )

            let id: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = try fields.readIfPresent(Self.id)
            }
        }

        struct Ended: Payload {
            let id: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> SessionsChanged<Ended> {
            let sid = input.id ?? caller.identity.sid
            try await auth.end(sid, by: caller.identity)
            return SessionsChanged([sid], Ended(id: sid))
        }
    }
}
