public import ServiceKit

extension UnitOfWork {
    /// Writes down what an operator does, in the unit that does it.
    public func record(_ entry: TrailEntry) throws {
        try TrailStore(connection).append(entry, at: now)
    }
}
