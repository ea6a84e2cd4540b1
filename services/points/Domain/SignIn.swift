package import Basics

/// The daily sign-in: once a day of China's calendar.
package enum SignIn {
    /// What a sign-in is worth.
    package static let worth = Points(10)
    /// Counts the changes of that rule.
    package static let ruleVersion: Int64 = 1

    package enum Refusal: Error, Sendable {
        case alreadySignedToday
        case participantUnknown
    }

    /// The row for a sign-in at `time`.
    package static func entry(at time: UnixTime, zone: CivilZone = .china) -> LedgerEntry {
        LedgerEntry(
            ref: ref(on: zone.day(at: time)),
            task: .signIn,
            points: worth,
            ruleVersion: ruleVersion,
            at: time
        )
    }

    /// The cause of the one row that a day can have.
    package static func ref(on day: Day) -> String {
        "sign:\(day.number)"
    }
}
