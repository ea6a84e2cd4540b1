/// What time it is, as a parameter.
public struct Clock: Sendable {
    /// The present moment.
    public var now: @Sendable () -> UnixTime

    /// A clock that answers what `now` answers.
    public init(now: @escaping @Sendable () -> UnixTime) {
        self.now = now
    }

    /// The machine's real clock.
    public static let system = Clock { UnixTime(milliseconds: SystemTime.realMilliseconds()) }
}
