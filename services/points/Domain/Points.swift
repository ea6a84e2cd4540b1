/// A number of points. Points are not money.
package struct Points: Hashable, Comparable, Sendable {
    /// Whole points; negative in a row that takes some away.
    package let count: Int64

    /// None.
    package static let zero = Points(0)

    package init(_ count: Int64) {
        self.count = count
    }

    /// The sum; nil if it overflows.
    package func adding(_ other: Points) -> Points? {
        let (sum, overflow) = count.addingReportingOverflow(other.count)
        return overflow ? nil : Points(sum)
    }

    package static func < (left: Points, right: Points) -> Bool {
        left.count < right.count
    }
}
