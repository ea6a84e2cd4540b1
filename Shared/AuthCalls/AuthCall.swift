package import Basics
package import JSON
package import ServiceKit

/// A call to auth that answers something or names an error.
package struct AuthCall: Sendable {
    /// Sends a JSON body to an address of auth.
    package typealias Post =
        @Sendable (_ target: String, _ body: Bytes) async throws(InternalFailure) -> InternalAnswer

    /// Auth may have to ask WeChat twice; the gateway waits ten seconds for us.
    private static let milliseconds = 9000
    private static let retrySeconds = 5

    private let log: Logger
    private let post: Post

    package init(log: Logger, post: @escaping Post) {
        self.log = log
        self.post = post
    }

    /// Signed calls to the process.
    package init(_ peer: InternalClient, log: Logger) {
        self.init(log: log) { target, body async throws(InternalFailure) in
            try await peer.post(target, body, milliseconds: Self.milliseconds)
        }
    }

    /// What auth answers with status 200. `refusal` knows the errors that are the caller's affair.
    package func send<Refusal: Error & Sendable>(
        _ target: String,
        refusal: (_ code: String) -> Refusal?,
        _ write: (inout JSONWriter) -> Void
    ) async throws(Failure<Refusal>) -> InternalAnswer {
        var body = JSONWriter()
        body.beginObject()
        write(&body)
        body.endObject()
        let answer: InternalAnswer
        do throws(InternalFailure) {
            answer = try await post(target, body.bytes)
        } catch {
            log.warning("auth cannot be asked", ["cause": .text("\(error)")])
            throw .unavailable(retryAfterSeconds: Self.retrySeconds)
        }
        if answer.status == 200 { return answer }
        if let refusal = answer.errorCode.flatMap(refusal) { throw .refused(refusal) }
        throw fault(answer)
    }

    /// What is to be said of an answer that makes no sense, or of none.
    package func fault<Refusal>(_ answer: InternalAnswer) -> Failure<Refusal> {
        log.warning("auth does not do it", ["status": .integer(Int64(answer.status))])
        return answer.status >= 500 ? .unavailable(retryAfterSeconds: Self.retrySeconds) : .fault
    }
}
