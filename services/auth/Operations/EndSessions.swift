import AuthDomain
import Basics
import ServiceKit
import Storage

extension AuthStore {
    private static let sessionsAtOnce = 500

    /// Ends a session, and has everybody told who remembers it. False if it had ended before.
    @discardableResult
    func end(
        _ session: KnownSession,
        of uid: ID<User>?,
        as kind: SessionChange.Kind = .revoked,
        at now: UnixTime
    ) throws -> Bool {
        guard try revoke(session.sid, at: now) else { return false }
        try note(
            kind,
            sid: session.sid,
            iid: session.iid,
            uid: uid,
            matteringUntil: session.term.expires.adding(seconds: SessionChange.toleranceSeconds)
        )
        return true
    }

    /// Ends all sessions of somebody, but for one that stays; answers their names.
    @discardableResult
    func endAll(
        of holder: SessionHolder,
        but kept: String? = nil,
        as kind: SessionChange.Kind = .revoked,
        at now: UnixTime
    ) throws -> [String] {
        let uid: ID<User>? = if case .user(let uid) = holder { uid } else { nil }
        var ended: [String] = []
        while true {
            let live = try liveSessions(of: holder, at: now, upTo: Self.sessionsAtOnce)
                .filter { $0.sid != kept }
            if live.isEmpty { return ended }
            for session in live where try end(session, of: uid, as: kind, at: now) {
                ended.append(session.sid)
            }
        }
    }
}

extension AuthService {
    /// Whose sessions a caller may see and end: those of their account, or without one of the
    /// identity that is calling.
    private func holder(
        for identity: Identity,
        in store: AuthStore
    ) throws -> SessionHolder {
        let uid = try store.identity(identity.iid)?.uid
        return uid.map { .user($0) } ?? .identity(identity.iid)
    }

    /// The caller's sessions, newest first, a hundred at most.
    func sessions(
        of identity: Identity
    ) async throws(Failure<Never>) -> [SessionView] {
        let now = now
        return try await database.read(refusing: Never.self) { connection in
            let store = AuthStore(connection: connection)
            let holder = try holder(for: identity, in: store)
            return try store.liveSessions(of: holder, at: now, upTo: 100)
                .compactMap { session in
                    guard let known = try store.identity(session.iid) else { return nil }
                    return SessionView(
                        identity: Identity(known, sid: session.sid),
                        term: session.term
                    )
                }
        }
    }

    /// Ends one of the caller's sessions. Somebody else's is as unknown as none.
    func end(
        _ sid: String,
        by identity: Identity
    ) async throws(Failure<SessionRefusal>) {
        try await database.write(refusing: SessionRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard let session = try store.session(sid),
                let known = try store.identity(session.iid)
            else { throw SessionRefusal.unknown }
            let own = try holder(for: identity, in: store)
            guard own == .identity(known.iid) || own == known.uid.map({ .user($0) }) else {
                throw SessionRefusal.unknown
            }
            try store.end(session, of: known.uid, at: unit.now)
        }
    }

    /// Ends all of the caller's sessions, the present one only if `butPresent` is not set; answers
    /// their names.
    func endAll(
        by identity: Identity,
        butPresent: Bool
    ) async throws(Failure<Never>) -> [String] {
        try await database.write(refusing: Never.self) { unit in
            let store = AuthStore(connection: unit.connection)
            return try store.endAll(
                of: holder(for: identity, in: store),
                but: butPresent ? identity.sid : nil,
                at: unit.now
            )
        }
    }

    /// Another seven days for the session that is calling, with a token for them. The older tokens
    /// of the session end when they would have.
    func renew(_ identity: Identity) async throws(Failure<SessionRefusal>) -> RenewedSession {
        let now = now
        let (known, session) = try await database.write(refusing: SessionRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard let session = try store.renew(identity.sid, at: unit.now),
                let known = try store.identity(session.iid)
            else { throw SessionRefusal.unknown }
            return (known, session)
        }
        let term = SessionTerm(created: now, expires: session.term.expires, revoked: nil)
        guard let token = token(of: Identity(known, sid: session.sid), for: term) else {
            throw .unavailable(retryAfterSeconds: 1)
        }
        return RenewedSession(token: token, expiresInSeconds: SessionTerm.lifetimeSeconds)
    }
}

/// A token for a session that goes on. Never prints itself.
struct RenewedSession: Sendable, CustomStringConvertible, CustomReflectable {
    let token: String
    let expiresInSeconds: Int64

    var description: String { "RenewedSession" }
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
