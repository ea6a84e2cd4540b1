package import Basics

/// Tasks that are paid for once, when WeChat says that they are done.
package enum Certification {
    /// The cause of the one row for a certified phone.
    package static let phoneRef = "wx_phone"
    /// The cause of the one row for step counts.
    package static let stepsRef = "wx_run"

    /// Why what the client sent does not show what it should.
    package enum Refusal: Error, Sendable, CaseIterable {
        /// The caller's app has no secret here, so nothing of it can be opened.
        case appUnconfigured
        /// It was done before, and can be done once.
        case alreadyDone
        /// No session key that is known opens the data.
        case sessionKeyWrong
        /// The openid is not the caller's own, or the identity is gone.
        case participantUnknown
        /// WeChat knows no phone number of that person.
        case phoneMissing
        /// Not what WeChat makes, not for this app, or a code that it refuses.
        case unreadable
    }

    /// The steps of a day.
    package struct DaySteps: Sendable, Equatable {
        package let day: Day
        package let steps: Int64

        package init(day: Day, steps: Int64) {
            self.day = day
            self.steps = steps
        }
    }
}
