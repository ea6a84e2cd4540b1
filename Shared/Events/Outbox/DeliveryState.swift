import Basics
import ServiceKit

/// When each of a receiver's subjects may be tried again, in monotonic nanoseconds, and what waits.
struct DeliveryState {
    private struct Hold {
        var failures: Int
        var until: UInt64
    }

    private var subjects: [String: Hold] = [:]
    var backlogCount = 0
    var backlogOldest: UnixTime?
    /// More subjects than these in trouble: the whole receiver is held up instead.
    private static let maximumSubjects = 1000
    private static let keptNanoseconds: UInt64 = 600_000_000_000

    /// When the first of the subjects may be tried again; nil without any.
    var earliestHold: UInt64? { subjects.values.map(\.until).min() }

    func isDelayed(_ subject: String, at now: UInt64) -> Bool {
        guard let hold = subjects[subject] else { return false }
        return now < hold.until
    }

    /// False when there are too many.
    mutating func delay(_ subject: String, at now: UInt64, _ backoff: Backoff) -> Bool {
        // Several refusals of one subject in one answer are one failure.
        guard !isDelayed(subject, at: now) else { return true }
        if subjects[subject] == nil, subjects.count >= Self.maximumSubjects {
            // Another process may have delivered theirs meanwhile.
            subjects = subjects.filter { now < $0.value.until &+ Self.keptNanoseconds }
            guard subjects.count < Self.maximumSubjects else { return false }
        }
        var hold = subjects[subject] ?? Hold(failures: 0, until: 0)
        hold.failures += 1
        hold.until = now &+ backoff.nanoseconds(afterFailures: hold.failures)
        subjects[subject] = hold
        return true
    }

    mutating func forget(_ subject: String) {
        subjects[subject] = nil
    }
}
