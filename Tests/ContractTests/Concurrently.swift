extension Sequence where Element: Sendable, Self: Sendable {
    /// The results of `transform` for each element, one after the other.
    func asyncMap<Result>(
        _ transform: (Element) async throws -> Result
    ) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { try await results.append(transform(element)) }
        return results
    }

    /// The results of `transform` for all elements at once, in no order.
    func concurrently<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async rethrows -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for element in self { group.addTask { try await transform(element) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
