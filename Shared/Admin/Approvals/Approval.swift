public import Basics

/// A change that a second operator has to approve before it is made.
public struct Approval: Sendable {
    /// How it stands.
    public enum State: String, Sendable, CaseIterable {
        case waiting
        case approved
        case refused
    }

    /// Why nothing is decided.
    public enum Refusal: Error, Sendable, CaseIterable {
        /// There is none.
        case unknown
        /// Somebody has decided already.
        case decided
        /// Nobody approves what they have asked for themselves.
        case ownRequest
        /// The log-in of whoever approves is not fresh, or it is the key for scripts.
        case notFresh
    }

    /// Its number.
    public let id: ID<Approval>
    /// What is to be done: `points.adjust`.
    public let kind: String
    /// What the service needs to do it.
    public let payload: Bytes
    /// On whom or what: `iid:5`.
    public let subject: String
    /// What whoever decides reads.
    public let summary: String
    /// Who asks, and why.
    public let askedBy: AdminAction
    /// When it was asked for.
    public let askedAt: UnixTime
    /// How it stands.
    public let state: State
    /// Who has decided; empty as long as nobody has.
    public let decidedBy: String
}
