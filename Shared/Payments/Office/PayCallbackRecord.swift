public import Basics

/// A callback of WeChat Pay's that was kept, as a line in somebody's timeline.
public struct PayCallbackRecord: Sendable, Equatable {
    /// `event_type`.
    public let type: String
    /// When it came.
    public let at: UnixTime
    /// When it was applied; nil while it waits.
    public let appliedAt: UnixTime?
    /// Why it could not be applied at once.
    public let trouble: String?
}
