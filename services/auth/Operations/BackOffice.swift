import Admin
import AuthDomain
import Basics
import Events
import ServiceKit
import Storage

/// Why the back office cannot do something with a user.
enum UserRefusal: Error, Sendable, Equatable, CaseIterable {
    case unknown
    /// Each of two users is bound to a mobile of their own.
    case boundApart
    /// A user cannot be merged with themselves.
    case same
}

extension AuthService {
    /// Keeps a user out: all sessions end, and there are no new ones. Answers how many ended.
    func ban(
        _ uid: ID<User>,
        by who: AdminAction
    ) async throws(Failure<UserRefusal>) -> Int {
        try await change(uid, "user.ban", "", by: who) { accounts, user in
            let banned = user.banned ?? accounts.now
            try accounts.store.set(banned: banned, created: user.created, of: uid)
            try accounts.withdrawGrants(of: uid)
            return try accounts.store.endAll(of: .user(uid), at: accounts.now).count
        }
    }

    /// Lets a user in again, by a new log-in.
    func unban(_ uid: ID<User>, by who: AdminAction) async throws(Failure<UserRefusal>) {
        try await change(uid, "user.unban", "", by: who) { accounts, user in
            try accounts.store.set(banned: nil, created: user.created, of: uid)
        }
    }

    /// Ends all sessions of a user; answers how many there were.
    func endSessions(of uid: ID<User>, by who: AdminAction) async throws(Failure<UserRefusal>)
        -> Int
    {
        try await change(uid, "user.end-sessions", "", by: who) { accounts, _ in
            try accounts.store.endAll(of: .user(uid), at: accounts.now).count
        }
    }

    /// Sets what only a person can find out: nil leaves a flag as it is.
    func setFlags(
        of uid: ID<User>,
        _ change: FlagChange,
        by who: AdminAction
    ) async throws(Failure<UserRefusal>) -> UserFlags {
        try await self.change(uid, "user.flags", change.detail, by: who) { accounts, user in
            let flags = change.applied(to: user.flags)
            guard flags != user.flags else { return flags }
            try accounts.store.set(flags, of: uid)
            try accounts.announce(uid)
            return flags
        }
    }

    /// Makes two users one; answers who is left.
    func merge(
        _ uid: ID<User>,
        _ other: ID<User>,
        by who: AdminAction
    ) async throws(Failure<UserRefusal>) -> ID<User> {
        guard uid != other else { throw .refused(.same) }
        return try await change(uid, "user.merge", "with uid:\(other)", by: who) { accounts, _ in
            guard try accounts.store.user(other) != nil else { throw UserRefusal.unknown }
            guard let left = try accounts.merge(uid, other) else { throw UserRefusal.boundApart }
            return left
        }
    }

    /// Everything personal about a user goes; answers how many WeChat identities that were.
    func deleteUser(_ uid: ID<User>, by who: AdminAction) async throws(Failure<UserRefusal>) -> Int
    {
        try await change(uid, "user.delete", "", by: who) { accounts, _ in
            try accounts.erase(uid).count
        }
    }

    /// One unit: the change, and who made it.
    private func change<Value: Sendable>(
        _ uid: ID<User>,
        _ what: String,
        _ detail: String,
        by who: AdminAction,
        _ apply: @escaping @Sendable (Accounts, KnownUser) throws -> Value
    ) async throws(Failure<UserRefusal>) -> Value {
        try await database.write(refusing: UserRefusal.self) { unit in
            let accounts = accounts(unit)
            guard let user = try accounts.store.user(uid) else { throw UserRefusal.unknown }
            let value = try apply(accounts, user)
            let entry = TrailEntry(who, what, on: "uid:\(uid)", after: detail)
            try unit.record(entry)
            return value
        }
    }
}

/// What becomes of a user's flags; nil leaves one as it is.
struct FlagChange: Sendable {
    var isEmail: Bool?
    var isRealName: Bool?
    var isFace: Bool?
    var isMP: Bool?

    func applied(to flags: UserFlags) -> UserFlags {
        var flags = flags
        flags.isEmail = isEmail ?? flags.isEmail
        flags.isRealName = isRealName ?? flags.isRealName
        flags.isFace = isFace ?? flags.isFace
        flags.isMP = isMP ?? flags.isMP
        return flags
    }

    /// For the audit.
    var detail: String {
        let values: [(name: String, value: Bool?)] = [
            ("is_email", isEmail), ("is_real_name", isRealName), ("is_face", isFace),
            ("is_mp", isMP),
        ]
        return values.compactMap { entry in entry.value.map { "\(entry.name)=\($0)" } }
            .joined(separator: " ")
    }
}
