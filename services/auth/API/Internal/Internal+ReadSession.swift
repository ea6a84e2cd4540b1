import AuthDomain
import Basics
import InternalMessages
import ServiceKit

extension InternalAPI {
    /// `GET /internal/sessions/{sid}`: whose a session is, whether its tokens are good, and what
    /// it may do for another account.
    enum ReadSession: InternalEndpoint {
        typealias Call = ReadSessionCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Call.Answer {
            let session = try await auth.session(input.sid)
            return Call.Answer(
                session.identity,
                isRevoked: session.term.revoked != nil,
                expires: session.term.expires
            )
        }

        static func reason(for refusal: SessionRefusal) -> Call.Refusal {
            switch refusal {
            case .unknown: .unknown
            }
        }
    }
}
