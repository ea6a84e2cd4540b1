/// What an event of one type tells: the same type writes and reads it.
public protocol EventPayload: Codable, Sendable {
    /// `user.registered` and the like.
    static var type: String { get }
}

/// Every event that our processes tell each other.
public enum EventPayloads {
    /// In the order of `docs/architecture.md`.
    public static let all: [any EventPayload.Type] = [
        UserRegistered.self, UserChanged.self, UserPhoneBound.self, UserMerged.self,
        UserDeleted.self, ContentChecked.self,
    ]
}
