public import Basics
public import Contracts
import Events
public import ServiceKit

/// `POST /admin/<service>/events/{id}/retry {reason?}`: all parked events of this one's subject are tried
/// again, in their order, up to one that still cannot be applied.
public enum RetryEvents<Service: EventsOffice>: Endpoint {
    public typealias Wire = InternalContract

    /// How it came out.
    public struct Output: Payload {
        let applied: Int64
        /// Why the next one could not be applied; not there where none is left.
        let problem: String?

        init(_ retry: EventRetry) {
            applied = Int64(retry.applied)
            problem = retry.problem
        }
    }

    public static var route: Route { Service.eventRoutes.retry }

    public static func answer(
        _ input: ParkedEventInput,
        to caller: Caller<Operator>,
        by service: Service
    ) async throws(Failure<ParkedEventRefusal>) -> Output {
        let action = AdminAction(caller, reason: input.reason)
        let retry: EventRetry?
        do {
            retry = try await service.events.retry(input.id) { event, unit in
                try unit.record(TrailEntry(action, "event.retry", on: event))
            }
        } catch {
            throw .unavailable(retryAfterSeconds: 1)
        }
        guard let retry else { throw .refused(.unknown) }
        return Output(retry)
    }

    public static func code(for refusal: ParkedEventRefusal) -> Code { refusal.code }
}
