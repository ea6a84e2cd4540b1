/// Which page of a list, counted from 1.
package struct PageNumber: Sendable, Hashable {
    /// Tasks on a page.
    package static let tasks: Int64 = 20
    /// Participants on a page.
    package static let participants: Int64 = 50
    /// No list of ours is longer than so many pages; one further away is past its end.
    package static let last: Int64 = 1 << 40

    package let number: Int64

    /// Nil for 0 and below.
    package init?(_ number: Int64) {
        guard number >= 1 else { return nil }
        self.number = min(number, Self.last)
    }

    package static let first = PageNumber(unchecked: 1)

    private init(unchecked number: Int64) {
        self.number = number
    }
}
