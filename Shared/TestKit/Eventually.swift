import Basics

/// What was waited for did not happen in time.
public struct NeverHappened: Error, CustomStringConvertible {
    /// What was waited for.
    public let description: String

    /// For conditions that are waited for elsewhere.
    public init(description: String) {
        self.description = description
    }
}

/// Returns as soon as `condition` holds. It is asked every ten milliseconds; after `seconds` on the
/// monotonic clock `NeverHappened` is thrown, with `what` to name it.
public func eventually(
    within seconds: Double = 10,
    _ what: String,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = SystemTime.monotonicNanoseconds() + UInt64(seconds * 1_000_000_000)
    while try await !condition() {
        guard SystemTime.monotonicNanoseconds() < deadline else {
            throw NeverHappened(description: "\(what), waited \(seconds) s")
        }
        try await Task.sleep(nanoseconds: 10_000_000)
    }
}
