import InternalMessages
import JSON

/// One line of auth's feed.
struct SessionChange: Sendable, Equatable {
    enum Kind: String, Sendable {
        /// Tokens of it are bad from now on.
        case revoked
        /// The same, since the WeChat identity behind it no longer exists.
        case gone
        /// What its tokens say of the account no longer holds.
        case changed
    }

    let kind: Kind
    /// The session; nil: all sessions of the identity.
    let sid: String?
    let iid: Int64?

    init(kind: Kind, sid: String?, iid: Int64? = nil) {
        self.kind = kind
        self.sid = sid
        self.iid = iid
    }

    /// A kind that we do not know counts as a change: ask rather than believe.
    init(_ change: ReadSessionFeedCall.Change) throws {
        self.init(
            kind: Kind(rawValue: change.kind) ?? .changed,
            sid: change.sid.value,
            iid: change.iid.value
        )
        guard sid != nil || iid != nil else { throw AuthClient.BrokenAnswer() }
    }
}
