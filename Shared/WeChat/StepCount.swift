public import Basics
import JSON

/// The steps of one day (WeRun).
public struct StepCount: Sendable, Equatable {
    /// A moment of that day, in practice its start in China.
    public let at: UnixTime
    /// Never negative.
    public let steps: Int64

    /// A count for a moment.
    public init(at: UnixTime, steps: Int64) {
        self.at = at
        self.steps = steps
    }
}

extension OpenData {
    /// More entries than any of WeChat's pages speaks of (30 or 31).
    public static let maximumStepCounts = 62

    /// The data as days of steps, in WeChat's order; `wrongKind` if it is none. Go by the moments,
    /// not by the places: the number of days differs.
    public func steps() throws(OpenDataFailure) -> [StepCount] {
        guard
            let entries = json["stepInfoList"]?.array,
            entries.count <= Self.maximumStepCounts
        else { throw .wrongKind }
        var counts: [StepCount] = []
        for entry in entries {
            guard
                let seconds = entry["timestamp"]?.looseInteger,
                (0...UnixTime.latestSeconds).contains(seconds),
                let steps = entry["step"]?.looseInteger,
                steps >= 0
            else { throw .wrongKind }
            counts.append(StepCount(at: UnixTime(seconds: seconds), steps: steps))
        }
        return counts
    }
}
