package import Basics

/// When a key signs tokens, and how long its public half is needed.
package struct SigningKeyTerm: Sendable, Equatable {
    package let kid: String
    package let created: UnixTime
    /// From then on it signs, until the next one does.
    package let activeFrom: UnixTime

    package init(kid: String, created: UnixTime, activeFrom: UnixTime) {
        self.kid = kid
        self.created = created
        self.activeFrom = activeFrom
    }

    /// A key is public for so long before it signs: everybody has it then who checks tokens.
    package static let noticeSeconds: Int64 = 120
    /// A key is followed by the next one after so long.
    package static let lifetimeSeconds: Int64 = 30 * 86_400
    /// Clocks may differ by this much.
    fileprivate static let toleranceSeconds: Int64 = 3600

    /// A further key at this moment; the very first one signs at once.
    package init(kid: String, after others: [SigningKeyTerm], at now: UnixTime) {
        self.kid = kid
        created = now
        activeFrom = others.isEmpty ? now : now.adding(seconds: Self.noticeSeconds)
    }
}

extension [SigningKeyTerm] {
    /// The one that signs now: the latest that has begun. If the clock was set back and none has,
    /// the first one.
    package func active(at now: UnixTime) -> SigningKeyTerm? {
        let ordered = sorted { ($0.activeFrom, $0.kid) < ($1.activeFrom, $1.kid) }
        return ordered.last { $0.activeFrom <= now } ?? ordered.first
    }

    /// Whether it is time for the next key: there is none, or the last one is old.
    package func needsNext(at now: UnixTime) -> Bool {
        guard let latest = map(\.activeFrom).max() else { return true }
        return latest.adding(seconds: SigningKeyTerm.lifetimeSeconds) <= now
    }

    /// Those whose last token has expired: the key after it has been signing for longer than a
    /// token lives.
    package func outlived(at now: UnixTime) -> [SigningKeyTerm] {
        filter { term in
            let next = map(\.activeFrom).filter { $0 > term.activeFrom }.min()
            guard let next else { return false }
            return next.adding(seconds: SessionTerm.lifetimeSeconds)
                .adding(seconds: SigningKeyTerm.toleranceSeconds) <= now
        }
    }
}
