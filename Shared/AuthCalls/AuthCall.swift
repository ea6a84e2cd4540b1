package import Basics
import InternalMessages
package import ServiceKit

/// A call to auth, whose failures are put into the words of whoever asks.
package struct AuthCall: Sendable {
    /// What auth answers.
    package typealias Ask =
        @Sendable (InternalRequestLine) async throws(InternalFailure) -> InternalAnswer

    /// Auth may have to ask WeChat twice; the gateway waits ten seconds for us.
    private static let milliseconds = 9000
    private static let retrySeconds = 5

    private let log: Logger
    private let ask: Ask

    package init(log: Logger, ask: @escaping Ask) {
        self.log = log
        self.ask = ask
    }

    /// Signed calls to the process.
    package init(_ peer: InternalClient, log: Logger) {
        self.init(log: log) { line async throws(InternalFailure) in
            try await peer.answer(line, milliseconds: Self.milliseconds)
        }
    }

    /// What auth answers with status 200. `refusal` knows the errors that are the caller's affair.
    package func send<Call: InternalCall, Refusal: Error & Sendable>(
        _ call: Call.Type,
        _ request: Call.Request,
        refusal: (Call.Refusal) -> Refusal?
    ) async throws(Failure<Refusal>) -> InternalAnswer {
        let answer: InternalAnswer
        do throws(InternalFailure) {
            answer = try await ask(InternalRequestLine(call, request))
        } catch {
            log.warning("auth cannot be asked", ["cause": .text("\(error)")])
            throw .unavailable(retryAfterSeconds: Self.retrySeconds)
        }
        switch InternalReply<Call>(answer) {
        case .done(let answer): return answer
        case .refused(let reason):
            if let refusal = refusal(reason) { throw .refused(refusal) }
            throw fault(answer)
        case .undeclared(let answer): throw fault(answer)
        }
    }

    /// What is to be said of an answer that makes no sense, or of none.
    package func fault<Refusal>(_ answer: InternalAnswer) -> Failure<Refusal> {
        log.warning("auth does not do it", ["status": .integer(Int64(answer.status))])
        return answer.status >= 500 ? .unavailable(retryAfterSeconds: Self.retrySeconds) : .fault
    }
}
