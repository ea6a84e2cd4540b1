/// How soon a process that died is started again, and when it no longer is.
struct RestartPolicy {
    enum Verdict: Equatable {
        case restart(afterMilliseconds: UInt64)
        case giveUp
    }

    private static let window: UInt64 = 60_000_000_000
    private static let deathsAllowed = 4
    private static let firstDelay: UInt64 = 200
    private static let longestDelay: UInt64 = 10_000
    private var deaths: [UInt64] = []
    private var delay = RestartPolicy.firstDelay

    /// Notes a death at `now` (nanoseconds, monotonic): 0.2 s at first, twice as long every time up
    /// to 10 s, from the beginning again after a quiet minute; the fifth in a minute is the last.
    mutating func died(at now: UInt64) -> Verdict {
        deaths.removeAll { now - $0 > Self.window }
        if deaths.isEmpty { delay = Self.firstDelay }
        deaths.append(now)
        guard deaths.count <= Self.deathsAllowed else { return .giveUp }
        defer { delay = min(delay * 2, Self.longestDelay) }
        return .restart(afterMilliseconds: delay)
    }
}
