import Loops

/// Counts what happens on several tasks.
final class Tally: Sendable {
    private let count = Locked(0)

    /// One more; how many that makes.
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
