import Basics
import JSON
import Storage
import Synchronization

/// A request under an `Idempotency-Key` while it is worked on. What its units of writing give is
/// kept in the very unit; when the process dies before the answer is kept, whoever brings the key
/// again gets those values instead of a second effect.
final class IdempotentRun: Sendable {
    /// The one that the present task works on.
    @TaskLocal static var current: IdempotentRun?

    let scope: Bytes
    let owner: String
    private let kept: [Int64: Bytes]
    private let count = Atomic<Int64>(0)

    init(scope: Bytes, owner: String, kept: [Int64: Bytes]) {
        self.scope = scope
        self.owner = owner
        self.kept = kept
    }

    /// The number of the unit that begins now, and what it gave in a run that was broken off.
    func begin() -> (number: Int64, kept: Bytes?) {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return (number, kept[number])
    }

    /// Keeps what a unit gives, inside of it.
    /// - Throws: `StorageError.busy` when somebody else has taken the request over: the unit must
    ///   not happen.
    func keep(_ value: Bytes, of number: Int64, in connection: Connection) throws {
        let store = IdempotencyStore(connection: connection)
        guard try store.isOwned(scope, by: owner) else { throw StorageError.busy }
        try store.add(unit: number, value, of: scope)
    }
}
