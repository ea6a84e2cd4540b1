package import Basics

/// Something that participants are ranked by.
package struct Board: Hashable, Sendable {
    /// How the tables know it.
    package let number: Int64

    package init(number: Int64) {
        self.number = number
    }

    /// By the balance. No day of ours has its number.
    package static let balance = Board(number: -1)

    /// By the friends invited on a day.
    package static func invitations(on day: Day) -> Board {
        Board(number: day.number)
    }
}

/// A place on a board: the higher score is better and, of two equal ones, the one reached first.
package struct Place: Hashable, Comparable, Sendable {
    package let score: Int64
    /// Counts down with every change of any score, so that an earlier one is greater.
    package let turn: Int64

    /// Below all others.
    package static let lowest = Place(score: .min, turn: .min)
    /// Above all others.
    package static let highest = Place(score: .max, turn: .max)

    package init(score: Int64, turn: Int64) {
        self.score = score
        self.turn = turn
    }

    package static func < (left: Place, right: Place) -> Bool {
        (left.score, left.turn) < (right.score, right.turn)
    }
}
