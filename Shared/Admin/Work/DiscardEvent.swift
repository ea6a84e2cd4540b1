public import Basics
public import Contracts
import Events
public import ServiceKit

/// `POST /admin/<service>/events/{id}/discard {reason?}`: it is taken away for good, unapplied. Those that
/// follow it wait until they are tried again.
public enum DiscardEvent<Service: EventsOffice>: Endpoint {
    public typealias Wire = InternalContract

    /// Which one it was.
    public struct Output: Payload {
        let event: String
    }

    public static var route: Route { Service.eventRoutes.discard }

    public static func answer(
        _ input: ParkedEventInput,
        to caller: Caller<Operator>,
        by service: Service
    ) async throws(Failure<ParkedEventRefusal>) -> Output {
        let action = AdminAction(caller, reason: input.reason)
        let event = try await service.database.write(refusing: ParkedEventRefusal.self) { unit in
            guard let event = try EventReceiver.discard(input.id, in: unit) else {
                throw ParkedEventRefusal.unknown
            }
            try unit.record(TrailEntry(action, "event.discard", on: event))
            return event.event
        }
        return Output(event: event)
    }

    public static func code(for refusal: ParkedEventRefusal) -> Code { refusal.code }
}
