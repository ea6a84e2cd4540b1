/// A moment: whole milliseconds since 1970-01-01T00:00:00Z.
public struct UnixTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970, negative before.
    public let milliseconds: Int64

    /// The moment `milliseconds` after 1970.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The moment `seconds` after 1970; what no `Int64` of milliseconds holds ends at its bound.
    public init(seconds: Int64) {
        milliseconds = seconds.saturatingTimes(1000)
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 {
        milliseconds.flooredDivision(by: 1000)
    }

    /// Later by `seconds`; ends at the bounds instead of overflowing.
    public func adding(seconds: Int64) -> UnixTime {
        adding(milliseconds: seconds.saturatingTimes(1000))
    }

    /// Later by `milliseconds`; ends at the bounds instead of overflowing.
    public func adding(milliseconds: Int64) -> UnixTime {
        UnixTime(milliseconds: self.milliseconds.saturatingPlus(milliseconds))
    }

    public static func < (left: UnixTime, right: UnixTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
