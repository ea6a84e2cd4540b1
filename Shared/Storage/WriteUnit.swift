import Basics
import Loops

/// One caller's part of a batch. It may run more than once; the last run counts.
///
/// Touched by the caller until it is queued, then by the writer thread, then by whoever tells the
/// caller: one after the other, ordered by the queue and the loop.
class WriteUnit: @unchecked Sendable {
    /// Where the caller waits; nil off the loops.
    let loop = EventLoop.current

    /// Runs the body; answers what it threw.
    func run(_ connection: Connection) -> (any Error)? { nil }

    /// Tells the caller: `error`, or what the last run came to.
    func finish(_ error: (any Error)?) {}
}

/// A part with its body, its outcome and its caller.
final class TypedWriteUnit<Value: Sendable>: WriteUnit, @unchecked Sendable {
    private let body: @Sendable (Connection) throws -> Value
    private let caller: CheckedContinuation<Value, any Error>
    private var outcome: Result<Value, any Error> = .failure(StorageError.busy)

    init(
        _ body: @escaping @Sendable (Connection) throws -> Value,
        caller: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.caller = caller
    }

    override func run(_ connection: Connection) -> (any Error)? {
        outcome = Result { try body(connection) }
        guard case .failure(let error) = outcome else { return nil }
        return error
    }

    override func finish(_ error: (any Error)?) {
        if let error {
            caller.resume(throwing: error)
        } else {
            caller.resume(with: outcome)
        }
    }
}
