import Basics
public import Contracts
public import Events
public import HTTP
public import ServiceKit

/// A service whose back office looks after events that could not be applied.
public protocol EventsOffice: Sendable {
    /// The addresses.
    static var eventRoutes: EventAdminRoutes { get }
    /// Where the events lie.
    var database: ServiceDatabase { get }
    /// What applies them.
    var events: EventReceiver { get }
}

extension EventsOffice {
    /// Listed with the other endpoints of the service's back office.
    public static var eventEndpoints: [any Endpoint<Self>.Type] {
        [ListParkedEvents<Self>.self, RetryEvents<Self>.self, DiscardEvent<Self>.self]
    }
}

/// Why nothing is done about an event.
public enum ParkedEventRefusal: Error, Sendable, CaseIterable {
    /// It was applied or discarded, or never was.
    case unknown

    var code: Code { Code(404, "There is no such event any more.", name: "event_unknown") }
}

/// Which event, and why.
public struct ParkedEventInput: EndpointInput {
    private static let id = Field.pathNumber("id", "The event, as the list names it.")
        .map { ID<ParkedEvent>($0) }

    let id: ID<ParkedEvent>
    let reason: String

    public init(_ fields: FieldReader) throws(ParameterProblem) {
        id = try fields.read(Self.id)
        reason = try fields.read(AdminFields.optionalReason)
    }
}

extension TrailEntry {
    init(_ action: AdminAction, _ what: String, on event: ParkedEvent) {
        self.init(action, what, on: "event:\(event.event)", before: event.problem)
    }
}
