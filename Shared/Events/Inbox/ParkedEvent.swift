public import Basics

/// An event that could not be read or applied, or that follows such a one of its subject.
public struct ParkedEvent: Sendable {
    /// Why an event waits that is all right itself.
    static let behind = "It follows one that could not be applied."

    /// In the order in which they came.
    public let id: ID<ParkedEvent>
    /// As its sender names it: `auth:123`.
    public let event: String
    /// Whom or what it is about.
    public let subject: String
    /// What kind of thing happened.
    public let type: String
    /// All of it: JSON.
    public let content: Bytes
    /// Why it is here.
    public let problem: String
    /// Since when.
    public let at: UnixTime
    /// How often a person had it tried again.
    public let retries: Int64
}

/// What became of the parked events of one subject.
public struct EventRetry: Sendable, Equatable {
    /// How many were applied.
    public var applied = 0
    /// Why the next one could not be; nil where none is left.
    public var problem: String?

    /// Nothing yet.
    public init() {}
}
