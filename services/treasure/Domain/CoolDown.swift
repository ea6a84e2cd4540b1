package import Basics

/// How long somebody has to wait in a task after each dig.
package struct CoolDown: Sendable, Equatable {
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Whoever dug last at this moment or before may dig again.
    package func latestDig(at now: UnixTime) -> UnixTime { now.adding(seconds: -seconds) }

    /// Whoever dug last after this moment may dig, too: the clock was set back, and nobody waits until
    /// it is there again.
    package func impossibleDig(at now: UnixTime) -> UnixTime { now.adding(seconds: seconds) }

    /// The seconds that are left, the begun one included; 0 for whoever may dig.
    package func left(since lastDig: UnixTime?, at now: UnixTime) -> Int64 {
        guard let lastDig, lastDig > latestDig(at: now), lastDig <= impossibleDig(at: now) else {
            return 0
        }
        let milliseconds = lastDig.adding(seconds: seconds).milliseconds - now.milliseconds
        return min((milliseconds + 999) / 1000, seconds)
    }
}
