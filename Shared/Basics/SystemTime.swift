import Glibc

/// The machine's two clocks.
public enum SystemTime {
    /// Nanoseconds since some moment in the past; never goes back. For time-outs and durations.
    public static func monotonicNanoseconds() -> UInt64 {
        let time = read(CLOCK_MONOTONIC)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Milliseconds since 1970 (UTC); can be set back by an operator.
    public static func realMilliseconds() -> Int64 {
        let time = read(CLOCK_REALTIME)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        // Fails for an unknown clock or a bad address only; both are ruled out here.
        unsafe clock_gettime(clock, &time)
        return time
    }
}
