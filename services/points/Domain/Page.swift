/// A page of a list, counted from 0.
package struct Page: Sendable, Equatable {
    /// Most rows on a page; who asks for more gets this many.
    package static let largestSize: Int64 = 100
    /// Rows on a page where nothing is said.
    package static let usualSize: Int64 = 10

    /// Rows before this page.
    package let skipped: Int64
    /// Most rows on it.
    package let size: Int64

    /// Nil for a negative index or a size below 1. A page further away than can be counted is one
    /// past the end.
    package init?(index: Int64, size: Int64 = usualSize) {
        guard index >= 0, size >= 1 else { return nil }
        self.size = min(size, Self.largestSize)
        let (skipped, overflow) = index.multipliedReportingOverflow(by: self.size)
        self.skipped = overflow ? .max : skipped
    }
}
