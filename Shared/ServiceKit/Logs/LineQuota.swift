public import Basics
import Loops

/// How many lines of one kind a second are written: who sends rubbish by the ten thousand must not
/// fill the disk with it. The metrics count all.
public final class LineQuota: Sendable {
    private struct State {
        var began: UInt64 = 0
        var written = 0
        var leftOut: Int64 = 0
    }

    private static let second: UInt64 = 1_000_000_000
    private let perSecond: Int
    private let state = Locked(State())

    /// A quota of which nothing is used yet.
    public init(perSecond: Int = 100) {
        self.perSecond = perSecond
    }

    /// How many lines were left out before this one; nil when it is to be left out, too.
    public func take(now: UInt64 = SystemTime.monotonicNanoseconds()) -> Int64? {
        state.withLock { state in
            if now >= state.began + Self.second {
                state.began = now
                state.written = 0
            }
            guard state.written < perSecond else {
                state.leftOut += 1
                return nil
            }
            state.written += 1
            defer { state.leftOut = 0 }
            return state.leftOut
        }
    }
}
