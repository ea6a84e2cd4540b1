package import Basics

/// What decides which of two accounts of one person stays.
package struct AccountRank: Sendable, Equatable {
    package let hasVerifiedMobile: Bool
    package let created: UnixTime
    /// Decides where nothing else does.
    package let number: Int64

    package init(hasVerifiedMobile: Bool, created: UnixTime, number: Int64) {
        self.hasVerifiedMobile = hasVerifiedMobile
        self.created = created
        self.number = number
    }

    /// What becomes of two accounts that turn out to be one person's.
    package enum Verdict: Sendable, Equatable {
        case firstStays
        case secondStays
        /// Each is bound to a mobile of its own, so they may as well be two people's.
        case conflict
    }

    /// The one with the verified mobile stays, without any the older one.
    package static func verdict(_ first: AccountRank, _ second: AccountRank) -> Verdict {
        switch (first.hasVerifiedMobile, second.hasVerifiedMobile) {
        case (true, true): .conflict
        case (true, false): .firstStays
        case (false, true): .secondStays
        case (false, false): first.isOlder(than: second) ? .firstStays : .secondStays
        }
    }

    private func isOlder(than other: AccountRank) -> Bool {
        (created, number) < (other.created, other.number)
    }
}
