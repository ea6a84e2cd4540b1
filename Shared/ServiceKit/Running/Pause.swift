import Loops

/// Waiting on the monotonic clock.
package enum Pause {
    /// Waits; false when the task was cancelled meanwhile.
    package static func milliseconds(_ milliseconds: Int) async -> Bool {
        do {
            if let loop = EventLoop.current {
                try await loop.sleep(milliseconds: milliseconds)
            } else {
                try await Task.sleep(nanoseconds: UInt64(milliseconds) * 1_000_000)
            }
            return true
        } catch {
            return false
        }
    }
}
