import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/sessions/{sid}/revoke`: its tokens are refused from now on.
    enum RevokeSession: AdminEndpoint {
        static let route = Route.post("/admin/auth/sessions/{sid}/revoke")

        typealias Input = NoInput

        /// Tells the gateway on the way through.
        struct Output: Encodable, AnswerHeaders {
            let sid: String
            let revoked = true

            var answerHeaders: [(name: String, value: String)] {
                [(name: InternalHeader.sessionChanged, value: sid)]
            }
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            let sid = caller.capture("sid")
            try await auth.revoke(sid, by: caller.operatorName)
            return Output(sid: sid)
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: Code(404, "There is no such session.", name: "session_unknown")
            }
        }
    }
}
