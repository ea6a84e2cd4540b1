import Glibc

/// The loop's two clocks: monotonic for durations, real for the date header.
struct LoopClock {
    private var date: [UInt8] = []
    private var dateValidUntil: UInt64 = 0

    /// The header's value at the monotonic time `now`, formatted once a second.
    mutating func dateHeader(now: UInt64) -> [UInt8] {
        if now >= dateValidUntil {
            var time = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            date = HTTPDate.format(secondsSince1970: Int64(time.tv_sec))
            dateValidUntil = now &+ UInt64(1_000_000_000 &- time.tv_nsec)
        }
        return date
    }

    static func monotonic() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
