import Basics

/// A process as it was when it was asked last.
struct ProcessState: Sendable {
    let name: String
    let address: String
    var askedAt: UnixTime?
    var isUp = false
    var isReady = false
    var problems: [(check: String, reason: String)] = []
    var reading: MetricsReading?
}

/// Values of a series over a time, on their way into one.
struct Average: Sendable {
    private var sum = 0.0
    private var count = 0.0

    mutating func add(_ value: Double) {
        sum += value
        count += 1
    }

    var value: Double? { count > 0 ? sum / count : nil }
}

/// How close together the points of a series are, and how long they are kept.
enum Grain: Int64, Sendable, CaseIterable {
    case quarterMinute = 15
    case minute = 60
    case hour = 3600

    var keptSeconds: Int64 {
        switch self {
        case .quarterMinute: 3600
        case .minute: 86_400
        case .hour: 90 * 86_400
        }
    }

    /// As the page asks for it.
    init?(span: String) {
        switch span {
        case "hour": self = .quarterMinute
        case "day": self = .minute
        case "quarter": self = .hour
        default: return nil
        }
    }
}

/// A point of a series.
struct Sample: Sendable {
    let series: String
    let at: UnixTime
    let value: Double
}
