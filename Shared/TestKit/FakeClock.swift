public import Basics
import Loops

/// A clock that stands still until it is moved.
public final class FakeClock: Sendable {
    private let moment: Locked<UnixTime>

    /// Starts at `start`; by default on 2026-01-15 at 12:00:00 in China.
    public init(_ start: UnixTime = UnixTime(seconds: 1_768_449_600)) {
        moment = Locked(start)
    }

    /// What it shows; setting it moves it, back too.
    public var now: UnixTime {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    /// Moves it forward, or back with a negative number.
    public func advance(seconds: Int64) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }

    /// This clock in the form in which the code under test takes it.
    public var clock: Clock { Clock { self.now } }
}
