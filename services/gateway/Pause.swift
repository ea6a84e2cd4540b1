import Loops

/// Waiting on the monotonic clock.
enum Pause {
    /// Throws when the task is cancelled.
    static func milliseconds(_ milliseconds: Int) async throws {
        if let loop = EventLoop.current {
            try await loop.sleep(milliseconds: milliseconds)
        } else {
            try await Task.sleep(nanoseconds: UInt64(milliseconds) * 1_000_000)
        }
    }
}
