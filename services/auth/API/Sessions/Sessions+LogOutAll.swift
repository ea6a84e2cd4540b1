import Basics
import Contracts
import HTTP
import ServiceKit

extension SessionsAPI {
    /// `POST /api/session/logout_all`: ends every session of the caller's, in all mini-programs;
    /// with `keep_current` all but the one that is calling.
    enum LogOutAll: SessionsEndpoint {
        static let route = Route.post("/api/session/logout_all")

        struct Input: WireInput {
            let keepsCurrent: Bool

            init(_ wire: Parameters) throws(ParameterProblem) {
                keepsCurrent = try wire.optionalBool("keep_current") ?? false
            }
        }

        /// Tells the gateway on the way through.
        struct Output: Encodable, AnswerHeaders {
            let ended: Int
            private let sids: [String]

            init(_ sids: [String]) {
                ended = sids.count
                self.sids = sids
            }

            private enum CodingKeys: CodingKey { case ended }

            var answerHeaders: [(name: String, value: String)] { SessionsAPI.told(sids) }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> Output {
            guard let identity = caller.identity else { throw .fault }
            return Output(try await auth.endAll(by: identity, butPresent: input.keepsCurrent))
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: SessionsAPI.unknown
            }
        }
    }
}
