package import Basics

/// How long somebody has to wait in a task after each dig.
package struct CoolDown: Sendable, Equatable {
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Whoever dug last at this moment or before may dig again.
    package func latestDig(at now: UnixTime) -> UnixTime { now.adding(seconds: -seconds) }

    /// The seconds that are left, the begun one included; 0 for whoever may dig.
    package func left(since lastDig: UnixTime?, at now: UnixTime) -> Int64 {
        guard let lastDig else { return 0 }
        let milliseconds = lastDig.adding(seconds: seconds).milliseconds - now.milliseconds
        // A clock that was set back keeps nobody waiting for longer than the rule says.
        return min((max(milliseconds, 0) + 999) / 1000, seconds)
    }
}
