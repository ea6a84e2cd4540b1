public import Contracts
public import HTTP
public import JSON
public import ServiceKit

/// `POST /internal/events`: `{"events":[…]}` of another process, at least once each, in their order.
/// Whoever answers has all of them: they were applied, or lie where a person finds them.
public enum TakeEventsCall: InternalCall {
    public static let route = InternalRoutes.takeEvents

    /// What happened, in its order.
    public struct Request: InternalRequest {
        private static let mostEvents = 1000
        private static let list = Field.json(
            "events",
            "What happened, in its order.",
            .list(.anything, maximum: mostEvents),
            example: .array([])
        )

        /// Each an ``EventMessage``, as far as its sender made no mistake.
        public let events: [JSONValue]

        /// These.
        public init(_ events: [EventMessage]) {
            self.events = events.map(\.json)
        }

        /// From the body itself, since parameters are refused as a whole where one of them is bad.
        public init(_ fields: FieldReader) throws(ParameterProblem) {
            let body = try? JSON.parse(fields.rawBody)
            guard let body, let events = body["events"] else { throw .missing("events") }
            guard let list = events.array, list.count <= Self.mostEvents else {
                throw .malformed("events")
            }
            self.events = list
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.list, .array(events))
        }
    }

    /// What became of them.
    public struct Answer: Payload, Sendable, Equatable {
        /// How many were applied, or concern nobody here.
        public var accepted: Int
        /// How many could not be read or applied, and wait for a person with those that follow them.
        public var parked: Int

        /// So many of each.
        public init(accepted: Int = 0, parked: Int = 0) {
            self.accepted = accepted
            self.parked = parked
        }
    }
}
