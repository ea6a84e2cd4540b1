public import Basics
public import Storage

/// The database of a service as its operations use it: units of writing that know their time and
/// wake whom they concern, and failures that are sorted out.
public struct ServiceDatabase: Sendable {
    /// The file underneath: for health, figures and its end.
    public let file: Database
    /// The time that units go by.
    public let clock: DomainClock
    private let log: Logger

    /// A file that is open, with the domain's clock. What fails goes to `log`.
    public init(_ file: Database, clock: DomainClock, log: Logger) {
        self.file = file
        self.clock = clock
        self.log = log
    }

    /// Does a unit of writing and answers when it is on disk. What it throws takes back what it
    /// did: an error of type `Refusal` is a refusal, what may pass is `unavailable`, everything else
    /// is a fault and is logged here.
    @discardableResult
    public func write<Value: Sendable, Refusal: Error & Sendable>(
        refusing: Refusal.Type,
        _ body: @escaping @Sendable (UnitOfWork) throws -> Value
    ) async throws(Failure<Refusal>) -> Value {
        do {
            return try await write(body)
        } catch {
            throw Failure(error, log)
        }
    }

    /// The same, for whoever is no caller's operation: what went wrong comes out as it is.
    @discardableResult
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (UnitOfWork) throws -> Value
    ) async throws -> Value {
        guard let run = IdempotentRun.current else { return try await perform(body) }
        let (number, kept) = run.begin()
        if let kept, let value = KeptValue.read(Value.self, from: kept) { return value }
        return try await perform { unit in
            let value = try body(unit)
            try run.keep(KeptValue.octets(of: value), of: number, in: unit.connection)
            return value
        }
    }

    /// A unit whose own rows say whether it has happened, so that an `Idempotency-Key` keeps nothing
    /// of it: brought again, the request may do it again.
    @discardableResult
    public func writeRepeatable<Value: Sendable>(
        _ body: @escaping @Sendable (UnitOfWork) throws -> Value
    ) async throws -> Value {
        try await perform(body)
    }

    private func perform<Value: Sendable>(
        _ body: @escaping @Sendable (UnitOfWork) throws -> Value
    ) async throws -> Value {
        let now = clock.now
        let (value, signals) = try await file.write { connection in
            let unit = UnitOfWork(connection, now: now)
            let value = try body(unit)
            return (value, unit.signals)
        }
        for signal in signals { signal.ring() }
        return value
    }

    /// Reads one state of the file in place, and sorts out what may go wrong as a write does.
    public func read<Value, Refusal: Error & Sendable>(
        refusing: Refusal.Type,
        _ body: (Connection) throws -> Value
    ) async throws(Failure<Refusal>) -> Value {
        do {
            return try await read(body)
        } catch {
            throw Failure(error, log)
        }
    }

    /// The same, for whoever is no caller's operation: what went wrong comes out as it is.
    public func read<Value>(_ body: (Connection) throws -> Value) async throws -> Value {
        try await file.read(body)
    }
}

extension Failure {
    /// The kind of an error out of the database; its cause goes to the log, never to a caller.
    fileprivate init(_ error: any Error, _ log: Logger) {
        if let refusal = error as? Refusal {
            self = .refused(refusal)
        } else if let failure = error as? Failure<Refusal> {
            self = failure
        } else if let storage = error as? StorageError, storage.isTransient {
            log.warning("the database did not take it", ["cause": .text("\(storage)")])
            self = .unavailable(retryAfterSeconds: 1)
        } else {
            log.error("the database failed", ["cause": .text("\(error)")])
            self = .fault
        }
    }
}
