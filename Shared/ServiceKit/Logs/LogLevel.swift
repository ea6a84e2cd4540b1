/// How much a line matters.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// Every request; for looking closely.
    case debug
    /// What is refused, and other daily business.
    case info
    /// Start, stop and the like.
    case notice
    /// Works, but somebody should look.
    case warning
    /// A fault of ours.
    case error

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .notice: 2
        case .warning: 3
        case .error: 4
        }
    }

    public static func < (left: LogLevel, right: LogLevel) -> Bool {
        left.rank < right.rank
    }
}
