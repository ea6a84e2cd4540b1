import AuthDomain
import Basics
import ServiceKit
import Storage

/// By what the back office looks for somebody.
enum UserSearch: Sendable {
    case uid(ID<User>)
    case mobile(String)
    case openid(ExternalID)
    case unionid(ExternalID)
}

/// Somebody as the back office sees them.
struct UserView: Sendable {
    /// Nil for identities without an account.
    let user: KnownUser?
    let mobile: Mobile?
    let identities: [KnownIdentity]
    let liveSessions: Int
}

extension AuthService {
    /// Those who are meant, twenty at most. A uid that was merged leads to the user who is left.
    func findUsers(_ search: UserSearch) async throws(Failure<Never>) -> [UserView] {
        try await database.read(refusing: Never.self) { connection in
            let accounts = accountReader(connection)
            let store = accounts.store
            switch search {
            case .uid(let uid):
                return try view(store.redirect(of: uid) ?? uid, in: accounts).map { [$0] } ?? []
            case .mobile(let text):
                guard let mobile = Mobile(text) else { return [] }
                let uids = try store.users(ofAny: mobiles.mark(mobile), upTo: 20)
                return try uids.compactMap { try view($0, in: accounts) }
            case .openid(let openid):
                return try views(of: store.identities(openid: openid), in: accounts)
            case .unionid(let unionid):
                return try views(of: store.identities(unionid: unionid), in: accounts)
            }
        }
    }

    /// One user; a number that was merged leads to who is left.
    func user(_ uid: ID<User>) async throws(Failure<UserRefusal>) -> UserView {
        try await database.read(refusing: UserRefusal.self) { connection in
            let accounts = accountReader(connection)
            let left = try accounts.store.redirect(of: uid) ?? uid
            guard let view = try view(left, in: accounts) else { throw UserRefusal.unknown }
            return view
        }
    }

    /// A user's sessions whose tokens are good, newest first, a hundred at most.
    func sessions(of uid: ID<User>) async throws(Failure<UserRefusal>) -> [KnownSession] {
        let now = now
        return try await database.read(refusing: UserRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            guard try store.user(uid) != nil else { throw UserRefusal.unknown }
            return try store.liveSessions(of: .user(uid), at: now, upTo: 100)
        }
    }

    private func views(
        of identities: [KnownIdentity],
        in accounts: AccountReader
    ) throws -> [UserView] {
        var seen: Set<ID<User>> = []
        return try identities.compactMap { identity in
            guard let uid = identity.uid else {
                let live = try accounts.store.liveSessions(
                    of: .identity(identity.iid),
                    at: now,
                    upTo: 100
                )
                return UserView(
                    user: nil,
                    mobile: nil,
                    identities: [identity],
                    liveSessions: live.count
                )
            }
            return seen.insert(uid).inserted ? try view(uid, in: accounts) : nil
        }
    }

    private func view(_ uid: ID<User>, in accounts: AccountReader) throws -> UserView? {
        guard let account = try accounts.account(uid) else { return nil }
        let store = accounts.store
        return UserView(
            user: account.user,
            mobile: account.mobile,
            identities: try store.identities(of: uid).compactMap { try store.identity($0) },
            liveSessions: try store.liveSessions(of: .user(uid), at: now, upTo: 100).count
        )
    }
}
