import Basics
import Contracts
import HTTP
import ServiceKit

extension SessionsAPI {
    /// `POST /api/session/logout`: ends the session that is calling, or the one named by `id`.
    enum LogOut: SessionsEndpoint {
        static let route = Route.post("/api/session/logout")

        struct Input: WireInput {
            let id: String?

            init(_ wire: Parameters) throws(ParameterProblem) {
                id = try wire.optionalText("id")
            }
        }

        /// Tells the gateway on the way through.
        struct Output: Encodable, AnswerHeaders {
            let id: String

            var answerHeaders: [(name: String, value: String)] { SessionsAPI.told([id]) }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            guard let identity = caller.identity else { throw .fault }
            let sid = input.id ?? identity.sid
            try await auth.end(sid, by: identity)
            return Output(id: sid)
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: SessionsAPI.unknown
            }
        }
    }
}
