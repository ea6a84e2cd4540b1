package import Basics

/// The days on which a voucher can be redeemed, both included.
package struct GoodsValidity: Sendable, Equatable {
    package let first: Day
    package let last: Day

    package init(first: Day, last: Day) {
        self.first = first
        self.last = last
    }

    /// How it stands on a day.
    package enum Standing: Sendable, Equatable, CaseIterable {
        case notYet, good, over
    }

    /// How it stands on `day`.
    package func standing(on day: Day) -> Standing {
        if last < day { return .over }
        return day < first ? .notYet : .good
    }

    /// The first moment, in China, at which it is over.
    package var end: UnixTime { CivilZone.china.start(of: last.adding(days: 1)) }
}
