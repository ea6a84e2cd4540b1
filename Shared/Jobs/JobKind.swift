/// A kind of work: the name that stands in the table, what a job has to know, and what becomes of
/// one that fails.
///
/// ```swift
/// static let close = JobKind<OrderToClose>("commerce.order.close")
/// ```
///
/// The payload is kept as JSON, and shown to whoever looks after the process: ids, never a secret.
/// A later release has to read the payloads that an earlier one has written.
public struct JobKind<Payload: Codable & Sendable>: Sendable {
    /// Unique among the kinds of a database: `service.noun.verb`. Never changed once it was
    /// released, as rows go by it.
    public let name: String
    /// What becomes of a job that fails.
    public let retries: RetryPolicy

    /// A kind of this name.
    public init(_ name: StaticString, retries: RetryPolicy = RetryPolicy()) {
        self.name = name.description
        self.retries = retries
    }
}

/// The payload of jobs that need to know nothing but that they are due.
public struct NoPayload: Codable, Sendable {
    /// The only one there is.
    public init() {}
}
