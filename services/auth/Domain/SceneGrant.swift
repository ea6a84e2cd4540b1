package import Basics

/// What a scene lets somebody do who is not its user: one thing, until a moment.
package struct SceneGrant: Sendable, Equatable {
    /// What it is for: `order:…`.
    package let subject: ExternalID
    /// From when on it is good no more.
    package let until: UnixTime

    package static let longestSubject = 128
    package static let longestSeconds: Int64 = 86_400

    /// Nil for a subject that is none (printable ASCII without spaces, up to 128 characters), and
    /// for an end that is over already or more than a day away.
    package init?(subject: String, until: UnixTime, at now: UnixTime) {
        let octets = subject.utf8
        guard (1...Self.longestSubject).contains(octets.count),
            octets.allSatisfy({ (0x21...0x7E).contains($0) }),
            now < until, until <= now.adding(seconds: Self.longestSeconds)
        else { return nil }
        self.init(stored: ExternalID(subject), until: until)
    }

    /// As it was written down by the other one.
    package init(stored subject: ExternalID, until: UnixTime) {
        self.subject = subject
        self.until = until
    }
}
