import Basics
import ServiceKit

/// When a receiver, and each of its subjects, may be tried again. Monotonic nanoseconds.
struct DeliveryState {
    private struct Hold {
        var failures: Int
        var until: UInt64
    }

    private var receiver = Hold(failures: 0, until: 0)
    private var subjects: [String: Hold] = [:]
    var backlogCount = 0
    var backlogOldest: UnixTime?
    /// More subjects than these in trouble: the whole receiver is held up instead.
    private static let maximumSubjects = 1000

    func isDue(at now: UInt64) -> Bool {
        now >= receiver.until
    }

    mutating func succeeded() {
        receiver = Hold(failures: 0, until: 0)
    }

    mutating func failed(at now: UInt64, _ backoff: Backoff) {
        Self.extend(&receiver, at: now, backoff)
    }

    func isDelayed(_ subject: String, at now: UInt64) -> Bool {
        guard let hold = subjects[subject] else { return false }
        return now < hold.until
    }

    mutating func delay(_ subject: String, at now: UInt64, _ backoff: Backoff) {
        // Several refusals of one subject in one answer are one failure.
        guard !isDelayed(subject, at: now) else { return }
        guard subjects[subject] != nil || subjects.count < Self.maximumSubjects else {
            return failed(at: now, backoff)
        }
        Self.extend(&subjects[subject, default: Hold(failures: 0, until: 0)], at: now, backoff)
    }

    mutating func forget(_ subject: String) {
        subjects[subject] = nil
    }

    private static func extend(_ hold: inout Hold, at now: UInt64, _ backoff: Backoff) {
        hold.failures += 1
        hold.until = now &+ backoff.nanoseconds(afterFailures: hold.failures)
    }
}
