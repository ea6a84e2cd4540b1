public import Basics

/// One row of the trail, as its hash covers it.
public struct TrailRow: Sendable, Equatable {
    /// The columns in their order, as texts; numbers in decimal, what is missing as the empty text.
    public let columns: [String]

    /// A row of these columns.
    public init(_ columns: [String]) {
        self.columns = columns
    }
}

/// Rows of which each holds the hash of the one before: none can be changed, taken out or put
/// between without all behind it being made anew.
public struct TrailChain: Sendable {
    /// SHA-256.
    public typealias Hash = @Sendable (Bytes) -> Bytes

    private let hash: Hash

    /// Over this SHA-256.
    public init(_ hash: @escaping Hash) {
        self.hash = hash
    }

    /// What stands before the first row.
    public static let start = Bytes(repeating: 0, count: 32)

    /// The hash of a row behind the one of that hash: over it, then the length and the octets of
    /// each column, so that nothing can move from one column to the next.
    public func hash(_ row: TrailRow, after previous: Bytes) -> Bytes {
        var text = previous
        for column in row.columns {
            let octets = Bytes(column.utf8)
            text += Bytes("\(octets.count):".utf8)
            text += octets
        }
        return hash(text)
    }
}
