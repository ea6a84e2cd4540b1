package import Basics

/// The daily sign-in: once a day of China's calendar.
package enum SignIn {
    package enum Refusal: Error, Sendable, CaseIterable {
        case alreadySignedToday
        case participantUnknown
    }

    /// The cause of the one row that a day can have.
    package static func ref(on day: Day) -> String {
        "sign:\(day.number)"
    }
}

extension Rules.Streak {
    /// The cause of the bonus for a run that ends on `day`.
    package func ref(on day: Day) -> String {
        "streak:\(days):\(day.number)"
    }

    /// The days of a run before its last one, newest first.
    package func earlierDays(before day: Day) -> [Day] {
        (1..<days).map { day.adding(days: -$0) }
    }
}
