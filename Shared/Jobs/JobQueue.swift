public import Basics
import JSON
import Loops
public import ServiceKit
public import Storage

/// Work that has to happen, written down in the unit that makes it due: both are there or neither.
/// Done by a ``JobRunner``, in this process or in another one on the same database.
public struct JobQueue: Sendable {
    /// What happens when there is a job of this kind and key already.
    public enum Again: Sendable {
        /// It stays as it is, parked or not: what is asked for twice is done once.
        case keep
        /// It is due at the new time, earlier or later, with the new payload. One that runs at the
        /// moment runs once more then; one that is parked is tried again.
        case replace
        /// It is due at the earlier of both times. One that runs at the moment has perhaps not
        /// seen what this unit writes: it runs once more. One that is parked is tried again.
        case sooner
    }

    /// Longest key, in octets.
    public static let maximumKeyBytes = 200
    /// Longest payload, in octets of JSON.
    public static let maximumPayloadBytes = 16 * 1024

    private let signals = JobSignals()

    /// A queue that nobody serves yet.
    public init() {}

    /// The table, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "jobs", sql: JobStore.schema)
    }

    /// Writes a job down, inside the unit that makes it due. Ring (``wake(_:)``) after the unit.
    ///
    /// The key names the job among those of its kind (an order's number); it stands in logs, so it
    /// is no secret. `due` is by the domain's clock. A job that failed waits its back-off out,
    /// whoever asks again.
    /// - Returns: Whether the table was changed.
    /// - Throws: `JobTooLarge` for a key or payload beyond bounds, and what the database throws.
    @discardableResult
    public func enqueue<Payload>(
        _ kind: JobKind<Payload>,
        key: String,
        _ payload: Payload,
        due: UnixTime,
        again: Again = .keep,
        in connection: Connection
    ) throws -> Bool {
        let octets = try JSONOutput.encode(payload)
        guard key.utf8.count <= Self.maximumKeyBytes, octets.count <= Self.maximumPayloadBytes
        else { throw JobTooLarge(kind: kind.name) }
        let job = NewJob(kind: kind.name, key: key, payload: octets, due: due)
        let store = JobStore(connection)
        return switch again {
        case .keep: try store.add(job)
        case .replace: try store.addOrReplace(job)
        case .sooner: try store.addOrHasten(job)
        }
    }

    /// The same in a unit that wakes whoever does the job once it is on disk.
    @discardableResult
    public func enqueue<Payload>(
        _ kind: JobKind<Payload>,
        key: String,
        _ payload: Payload,
        due: UnixTime,
        again: Again = .keep,
        in unit: UnitOfWork
    ) throws -> Bool {
        unit.wake(signal(of: kind.name))
        return try enqueue(kind, key: key, payload, due: due, again: again, in: unit.connection)
    }

    /// Takes a job away, also one that is parked or running: a handler that settles its job in its
    /// own unit is refused then. False when there is none.
    @discardableResult
    public func cancel<Payload>(
        _ kind: JobKind<Payload>,
        key: String,
        in connection: Connection
    ) throws -> Bool {
        try JobStore(connection).remove(kind: kind.name, key: key)
    }

    /// There is something new, or something that was changed: looked at now instead of at the next
    /// look. For after the unit.
    public func wake<Payload>(_ kind: JobKind<Payload>) {
        signals.ring(kind.name)
    }

    /// The same for all kinds.
    public func wake() {
        signals.ringAll()
    }

    func signal(of kind: String) -> WakeSignal {
        signals.signal(of: kind)
    }
}

/// A key or a payload is beyond its bound.
public struct JobTooLarge: Error, Sendable, Equatable {
    /// The kind of the job.
    public let kind: String
}

/// The signals of the kinds that somebody serves.
final class JobSignals: Sendable {
    private let signals = Locked<[String: WakeSignal]>([:])

    func signal(of kind: String) -> WakeSignal {
        signals.withLock { signals in
            if let known = signals[kind] { return known }
            let signal = WakeSignal()
            signals[kind] = signal
            return signal
        }
    }

    func ring(_ kind: String) {
        signals.withLock { $0[kind] }?.ring()
    }

    func ringAll() {
        for signal in signals.withLock({ Array($0.values) }) { signal.ring() }
    }
}
