package import Basics

/// How long a log-in lasts, and what has become of it.
package struct SessionTerm: Sendable, Equatable {
    package let created: UnixTime
    package let expires: UnixTime
    package var revoked: UnixTime?

    /// Seven days, as long as its token.
    package static let lifetimeSeconds: Int64 = 7 * 86_400

    /// A log-in at this moment.
    package init(created: UnixTime) {
        self.created = created
        expires = created.adding(seconds: Self.lifetimeSeconds)
    }

    /// A log-in as it was written down.
    package init(created: UnixTime, expires: UnixTime, revoked: UnixTime?) {
        self.created = created
        self.expires = expires
        self.revoked = revoked
    }

    /// Whether a token of it may be used, or another one be given out.
    package func isGood(at now: UnixTime) -> Bool {
        revoked == nil && now < expires
    }
}
