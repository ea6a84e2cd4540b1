import Basics
import Contracts
import HTTP
import ServiceKit

extension SessionsAPI {
    /// `POST /api/session/logout_all`: ends every session of the caller's, in all mini-programs;
    /// with `keep_current` all but the one that is calling.
    enum LogOutAll: SessionsEndpoint {
        static let route = SessionRoutes.logOutAll

        struct Input: EndpointInput {
            private static let keepCurrent = Field.flag(
                "keep_current",
                "Whether the session that is calling stays.",
                default: false
            )

            let keepsCurrent: Bool

            init(_ fields: FieldReader) throws(ParameterProblem) {
                keepsCurrent = try fields.read(Self.keepCurrent)
            }
        }

        struct Ended: Payload {
            let ended: Int
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> SessionsChanged<Ended> {
            let sids = try await auth.endAll(by: caller.identity, butPresent: input.keepsCurrent)
            return SessionsChanged(sids, Ended(ended: sids.count))
        }
    }
}
