public import Basics
public import Contracts
import Events
public import HTTP
public import ServiceKit

/// `GET /admin/<service>/events`: events of other processes that could not be applied, and those that
/// follow them, in the order in which they came.
public enum ListParkedEvents<Service: EventsOffice>: Endpoint {
    public typealias Wire = InternalContract
    public typealias Refusal = Never

    public static var route: Route { Service.eventRoutes.list }

    public static func answer(
        _ input: ParkedEventFilter,
        to caller: Caller<Operator>,
        by service: Service
    ) async throws(Failure<Never>) -> AdminPage<ParkedEventRow> {
        let events = try await service.database.read(refusing: Never.self) { connection in
            try EventReceiver.parked(
                after: input.after.map { ID($0) },
                limit: input.limit,
                in: connection
            )
        }
        return AdminPage(
            events,
            limit: input.limit,
            key: { $0.id.rawValue },
            row: ParkedEventRow.init
        )
    }
}

/// From where, and how many.
public struct ParkedEventFilter: EndpointInput {
    let after: Int64?
    let limit: Int64

    public init(_ fields: FieldReader) throws(ParameterProblem) {
        after = try fields.readIfPresent(AdminFields.after)
        limit = try fields.read(AdminFields.limit)
    }
}

/// An event as the back office shows it: without its content, which may be personal.
public struct ParkedEventRow: Payload {
    let id: Int64
    let event: String
    let subject: String
    let type: String
    let problem: String
    let at: String
    let retries: Int64

    init(_ event: ParkedEvent) {
        id = event.id.rawValue
        self.event = event.event
        subject = event.subject
        type = event.type
        problem = event.problem
        at = adminTime(event.at)
        retries = event.retries
    }
}
