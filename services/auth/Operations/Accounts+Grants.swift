import AuthDomain
import Basics
import ServiceKit

extension Accounts {
    private static let sessionsAtOnce = 500

    /// Lets a session do one thing for another account, instead of what it was let before.
    func give(_ grant: Grant, to session: KnownSession) throws {
        try store.put(grant, of: session.sid)
        try tell(session.sid, session.iid, until: grant.expires)
    }

    /// Takes back whatever sessions may do for an account: its owner is kept out, or gone.
    func withdrawGrants(of uid: ID<User>) throws {
        try change(grantsOf: uid) { try store.removeGrant(of: $0.sid) }
    }

    /// What sessions may do for an account goes with it into another one.
    func moveGrants(from gone: ID<User>, into left: ID<User>) throws {
        try change(grantsOf: gone) { session in
            guard let grant = try store.grant(of: session.sid, at: now) else {
                return try store.removeGrant(of: session.sid)
            }
            let moved = Grant(uid: left, subject: grant.subject, expires: grant.expires)
            try store.put(moved, of: session.sid)
        }
    }

    /// `body` leaves none of them with this account.
    private func change(
        grantsOf uid: ID<User>,
        _ body: (GrantedSession) throws -> Void
    ) throws {
        while true {
            let sessions = try store.grantedSessions(by: uid, upTo: Self.sessionsAtOnce)
            if sessions.isEmpty { return }
            for session in sessions {
                try body(session)
                try tell(session.sid, session.iid, until: session.expires)
            }
        }
    }

    /// The gateways ask what a session may do before they believe its tokens.
    private func tell(
        _ sid: String,
        _ iid: ID<WeChatIdentity>,
        until end: UnixTime
    ) throws {
        try store.note(
            .changed,
            sid: sid,
            iid: iid,
            uid: nil,
            matteringUntil: end.adding(seconds: SessionChange.toleranceSeconds)
        )
    }
}
