public import Basics
public import Storage

extension Database {
    /// Writes, and sorts out what may go wrong: what the unit throws of type `Refusal` is a
    /// refusal, what may pass is `unavailable`, everything else is a fault and is logged here.
    public func write<Value: Sendable, Refusal: Error & Sendable>(
        refusing: Refusal.Type,
        log: Logger,
        _ unit: @escaping @Sendable (Connection) throws -> Value
    ) async throws(Failure<Refusal>) -> Value {
        do {
            return try await write(unit)
        } catch {
            throw Failure(error, log)
        }
    }

    /// Reads, and sorts out what may go wrong as ``write(refusing:log:_:)`` does.
    public func read<Value, Refusal: Error & Sendable>(
        refusing: Refusal.Type,
        log: Logger,
        _ body: (Connection) throws -> Value
    ) async throws(Failure<Refusal>) -> Value {
        do {
            return try await read(body)
        } catch {
            throw Failure(error, log)
        }
    }
}

extension Failure {
    /// The kind of an error out of the database; its cause goes to the log, never to a caller.
    init(_ error: any Error, _ log: Logger) {
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
