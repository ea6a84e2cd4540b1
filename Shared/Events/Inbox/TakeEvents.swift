import Basics
import InternalMessages
import ServiceKit

/// `POST /internal/events`: takes the events of another process.
enum TakeEvents: InternalEndpoint {
    typealias Call = TakeEventsCall
    typealias Refusal = Never

    static let body = BodyKind.raw

    static func answer(
        _ input: Call.Request,
        to caller: Caller<OwnProcessCaller>,
        by receiver: EventReceiver
    ) async throws(Failure<Never>) -> Call.Answer {
        do {
            return try await receiver.receive(input.events)
        } catch {
            throw .unavailable(retryAfterSeconds: 1)
        }
    }
}
