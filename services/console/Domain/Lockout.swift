public import Basics

/// How wrong attempts at one name shut it for a while: after five for a minute, then two, four,
/// eight, and never for longer than a quarter of an hour, or anybody could keep the owner out.
public struct Lockout: Sendable, Equatable {
    /// Wrong attempts since the last right one.
    public let failures: Int64
    /// When the last of them was.
    public let failedAt: UnixTime

    /// So many are free.
    public static let free: Int64 = 5
    private static let longestMinutes: Int64 = 15
    /// After a quiet day nothing is held against anybody.
    static let forgottenSeconds: Int64 = 86_400

    /// Attempts as they are kept.
    public init(failures: Int64, failedAt: UnixTime) {
        self.failures = failures
        self.failedAt = failedAt
    }

    /// Nothing yet.
    public static let none = Lockout(failures: 0, failedAt: UnixTime(milliseconds: 0))

    /// Seconds until the name is open again, at least one; nil where it is.
    public func wait(at now: UnixTime) -> Int64? {
        guard failures >= Self.free else { return nil }
        let doublings = min(failures - Self.free, 4)
        let minutes = min(Int64(1) << doublings, Self.longestMinutes)
        let left = failedAt.milliseconds + minutes * 60_000 - now.milliseconds
        guard left > 0, left <= minutes * 60_000 else { return nil }
        return (left + 999) / 1000
    }

    /// With one more wrong attempt.
    public func failed(at now: UnixTime) -> Lockout {
        let age = now.milliseconds - failedAt.milliseconds
        let isOld = age > Self.forgottenSeconds * 1000
        return Lockout(failures: isOld ? 1 : min(failures + 1, 1 << 40), failedAt: now)
    }
}
