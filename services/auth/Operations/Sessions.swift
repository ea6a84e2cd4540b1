import Admin
import AuthDomain
import Basics
import ServiceKit
import Storage

/// There is no such session.
enum SessionRefusal: Error, Sendable, Equatable, CaseIterable {
    case unknown
}

/// A session and whose it is.
struct SessionView: Sendable, Equatable {
    let identity: Identity
    let term: SessionTerm
}

extension AuthService {
    /// What is known of a session, revoked and expired ones too.
    func session(_ sid: String) async throws(Failure<SessionRefusal>) -> SessionView {
        let now = now
        return try await database.read(refusing: SessionRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            guard let session = try store.session(sid),
                let identity = try store.identity(session.iid)
            else { throw SessionRefusal.unknown }
            let isGood = session.term.isGood(at: now)
            let grant = isGood ? try store.grant(of: sid, at: now) : nil
            return SessionView(
                identity: Identity(identity, sid: sid, grant: grant),
                term: session.term
            )
        }
    }

    /// Ends a session: its tokens are refused from now on. Once more changes nothing.
    func revoke(_ sid: String, by who: AdminAction) async throws(Failure<SessionRefusal>) {
        try await database.write(refusing: SessionRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard let session = try store.session(sid) else { throw SessionRefusal.unknown }
            let uid = try store.identity(session.iid)?.uid
            guard try store.end(session, of: uid, at: unit.now) else { return }
            let subject = uid.map { "uid:\($0)" } ?? "iid:\(session.iid)"
            try unit.record(TrailEntry(who, "session.revoke", on: subject, after: sid))
        }
    }
}
