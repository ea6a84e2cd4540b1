import Basics
public import InternalMessages
import JSON
public import ServiceKit
public import Storage

/// Takes the events of other processes: each once, however often it is delivered. One that cannot be
/// read or applied is parked, and so is what follows it of the same subject; a person looks at these.
/// All others are applied in their order.
public struct EventReceiver: Sendable {
    /// What an event does, in one unit with the note that it was done. It may run twice.
    private typealias Effect = @Sendable (EventMessage, UnitOfWork) throws -> Void

    let database: ServiceDatabase
    let watch: ParkedWatch
    private let log: Logger
    private var effects: [String: Effect] = [:]

    /// A receiver that accepts everything and does nothing yet.
    public init(database: ServiceDatabase, log: Logger, metrics: Metrics) {
        self.database = database
        self.log = log
        watch = ParkedWatch(database, log: log, metrics: metrics)
    }

    /// The tables of what was received, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "inbox", sql: InboxStore.schema)
    }

    /// Has the events of a type do something; those of types that nobody names are accepted and
    /// ignored.
    public mutating func on<Payload: EventPayload>(
        _ payload: Payload.Type,
        _ effect: @escaping @Sendable (Payload, EventMessage, UnitOfWork) throws -> Void
    ) {
        effects[Payload.type] = { event, unit in
            try effect(try event.payload(payload), event, unit)
        }
    }

    /// Applies events in their order, or parks them.
    /// - Throws: `StorageError`: nothing is known of the rest then.
    func receive(_ events: [JSONValue]) async throws(StorageError) -> TakeEventsCall.Answer {
        var answer = TakeEventsCall.Answer()
        for json in events {
            let isTaken: Bool
            if let event = EventMessage(json) {
                isTaken = try await receive(event)
            } else {
                try await park(UnreadableMessage(json), "It is no event.")
                isTaken = false
            }
            if isTaken { answer.accepted += 1 } else { answer.parked += 1 }
        }
        return answer
    }

    private func receive(_ event: EventMessage) async throws(StorageError) -> Bool {
        guard effects[event.type] != nil else { return true }
        do {
            return try await database.write { unit in
                let inbox = InboxStore(connection: unit.connection)
                guard try inbox.remember(event.id, at: unit.now) else { return true }
                try inbox.forgetOld(before: unit.now)
                guard try !inbox.hasParked(of: event.subject) else {
                    try inbox.park(UnreadableMessage(event), ParkedEvent.behind, at: unit.now)
                    return false
                }
                try apply(event, in: unit)
                return true
            }
        } catch let error as StorageError where error.isTransient {
            throw error
        } catch {
            try await park(UnreadableMessage(event), "\(error)")
            return false
        }
    }

    /// What the event does: nothing where its type concerns nobody here.
    func apply(_ event: EventMessage, in unit: UnitOfWork) throws {
        try effects[event.type]?(event, unit)
    }

    private func park(
        _ message: UnreadableMessage,
        _ problem: String
    ) async throws(StorageError) {
        log.error(
            "an event cannot be applied",
            [
                "type": .text(message.type), "event": .text(message.id), "cause": .text(problem),
            ]
        )
        do {
            try await database.write { unit in
                let inbox = InboxStore(connection: unit.connection)
                guard try inbox.remember(message.id, at: unit.now) else { return }
                try inbox.park(message, problem, at: unit.now)
            }
        } catch let error as StorageError {
            throw error
        } catch {
            throw .fault(code: 0)
        }
    }
}
