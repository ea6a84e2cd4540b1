import Basics
public import ServiceKit
public import Storage

/// Takes the events of other processes: each once, however often it is delivered.
public struct EventReceiver: Sendable {
    /// What an event does, in one unit with the note that it was done. It may run twice.
    public typealias Effect = @Sendable (IncomingEvent, UnitOfWork) throws -> Void

    private let database: ServiceDatabase
    private let log: Logger
    private var effects: [String: Effect] = [:]

    /// A receiver that accepts everything and does nothing yet.
    public init(database: ServiceDatabase, log: Logger) {
        self.database = database
        self.log = log
    }

    /// The table of what was received, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "inbox", sql: InboxStore.schema)
    }

    /// Has the events of a type do something; those of types that nobody names are accepted and
    /// ignored.
    public mutating func on(_ type: String, _ effect: @escaping Effect) {
        effects[type] = effect
    }

    /// Applies events in their order. After one that could not be applied, the later ones of its
    /// subject are refused as well.
    /// - Throws: What may pass (`StorageError`): nothing is known of the rest then.
    func receive(_ events: [IncomingEvent]) async throws(StorageError) -> Receipt {
        var receipt = Receipt()
        var stuck: Set<ExternalID> = []
        for event in events {
            let subject = ExternalID(event.subject)
            if stuck.contains(subject) {
                receipt.refused.append(event.id)
            } else if try await apply(event) {
                receipt.accepted += 1
            } else {
                stuck.insert(subject)
                receipt.refused.append(event.id)
            }
        }
        return receipt
    }

    private func apply(_ event: IncomingEvent) async throws(StorageError) -> Bool {
        guard let effect = effects[event.type] else { return true }
        do {
            try await database.write { unit in
                let inbox = InboxStore(connection: unit.connection)
                guard try inbox.remember(event.id, at: unit.now) else { return }
                try effect(event, unit)
                try inbox.forgetOld(before: unit.now)
            }
            return true
        } catch let error as StorageError where error.isTransient {
            throw error
        } catch {
            log.error(
                "an event cannot be applied",
                ["type": .text(event.type), "event": .text(event.id), "cause": .text("\(error)")]
            )
            return false
        }
    }
}

/// What became of a batch of events.
struct Receipt: Payload, Sendable {
    var accepted = 0
    var refused: [String] = []
}
