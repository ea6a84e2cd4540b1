import Basics
import Contracts
import HTTP
import JSON
import ServiceKit
import Storage

/// `POST /internal/events`: `{"events":[…]}` of another process, at least once each. Answers
/// how many were accepted, and the ids of those that have to be offered again.
enum TakeEvents: Endpoint {
    typealias Wire = InternalContract
    typealias Refusal = Never

    static let route = InternalRoutes.takeEvents
    private static let maximumCount = 1000
    private static let events = Field.json(
        "events",
        "What happened, in its order.",
        .list(.anything, maximum: maximumCount),
        example: .array([])
    )

    struct Input: EndpointInput {
        let events: [IncomingEvent]

        init(_ fields: FieldReader) throws(ParameterProblem) {
            let list = try fields.read(TakeEvents.events).array
            guard let list, list.count <= maximumCount else {
                throw .malformed("events")
            }
            var events: [IncomingEvent] = []
            for json in list {
                guard let event = IncomingEvent(json) else { throw .malformed("events") }
                events.append(event)
            }
            self.events = events
        }
    }

    static func answer(
        _ input: Input,
        to caller: Caller<OwnProcessCaller>,
        by receiver: EventReceiver
    ) async throws(Failure<Never>) -> Receipt {
        do {
            return try await receiver.receive(input.events)
        } catch {
            throw .unavailable(retryAfterSeconds: 1)
        }
    }
}
