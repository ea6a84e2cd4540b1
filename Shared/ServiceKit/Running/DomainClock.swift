public import Basics
import Loops
import Synchronization

/// The time that days, expiry and timers in rows go by. In the sandbox environment it can be moved;
/// freshness, time-outs and back-off never use it.
public final class DomainClock: Sendable {
    /// The clock underneath, which nobody moves.
    public let real: Clock
    /// Whether it can be moved at all.
    public let isMovable: Bool
    private let offset = Atomic<Int64>(0)
    private let observers = Locked<[@Sendable () -> Void]>([])

    /// A clock that shows the real time until it is moved.
    public init(real: Clock = .system, movable: Bool) {
        self.real = real
        isMovable = movable
    }

    /// The present moment.
    public var now: UnixTime { real.now().adding(milliseconds: offsetMilliseconds) }

    /// The same as a parameter for what knows nothing of this type.
    public var clock: Clock { Clock { self.now } }

    /// How far it is ahead of the real clock, in milliseconds.
    public var offsetMilliseconds: Int64 { offset.load(ordering: .relaxed) }

    /// Moves it to this distance from the real clock. False, and nothing is done, where it cannot
    /// be moved or the distance exceeds a hundred years.
    public func move(toOffsetMilliseconds milliseconds: Int64) -> Bool {
        guard isMovable, milliseconds.magnitude <= Self.maximumOffset else { return false }
        offset.store(milliseconds, ordering: .relaxed)
        for observer in observers.withLock({ $0 }) { observer() }
        return true
    }

    /// Has something done after every move, at once, as long as the clock exists: for those who
    /// wait until something is due.
    public func onMove(_ action: @escaping @Sendable () -> Void) {
        observers.withLock { $0.append(action) }
    }

    private static let maximumOffset: UInt64 = 100 * 366 * 86_400_000
}
