public import Basics
import InternalMessages
import JSON
public import ServiceKit
public import Storage

extension EventReceiver {
    /// What is parked, oldest first.
    public static func parked(
        after id: ID<ParkedEvent>?,
        limit: Int64,
        in connection: Connection
    ) throws -> [ParkedEvent] {
        try InboxStore(connection: connection).parked(after: id, limit: limit)
    }

    /// Tries all parked events of the subject of this one again, in their order, up to one that
    /// still cannot be applied. Each has a unit of its own; `note` is called in that of each that
    /// was applied. Nil where it is there no more.
    public func retry(
        _ id: ID<ParkedEvent>,
        noting note: @escaping @Sendable (ParkedEvent, UnitOfWork) throws -> Void
    ) async throws -> EventRetry? {
        let waiting = try await database.read { connection in
            let inbox = InboxStore(connection: connection)
            return try inbox.parked(id).map { try inbox.parked(of: $0.subject) }
        }
        guard let waiting else { return nil }
        var retry = EventRetry()
        for parked in waiting {
            do {
                try await database.write { unit in
                    // Somebody else may have been here meanwhile.
                    guard try InboxStore(connection: unit.connection).remove(parked.id) else {
                        return
                    }
                    try apply(try parked.message(), in: unit)
                    try note(parked, unit)
                }
                retry.applied += 1
            } catch let error as StorageError where error.isTransient {
                throw error
            } catch {
                let problem = "\(error)"
                retry.problem = problem
                try await database.write { unit in
                    try InboxStore(connection: unit.connection).noteRetry(parked.id, problem)
                }
                break
            }
        }
        return retry
    }

    /// Takes one away for good. Nil where it is there no more.
    public static func discard(
        _ id: ID<ParkedEvent>,
        in unit: UnitOfWork
    ) throws -> ParkedEvent? {
        let inbox = InboxStore(connection: unit.connection)
        guard let parked = try inbox.parked(id), try inbox.remove(id) else { return nil }
        return parked
    }
}

extension ParkedEvent {
    fileprivate func message() throws -> EventMessage {
        guard let event = EventMessage(try JSON.parse(content)) else { throw UnreadableEvent() }
        return event
    }
}
