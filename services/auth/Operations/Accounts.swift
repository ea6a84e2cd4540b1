import AuthDomain
import Basics
import Events
import Jobs
import ServiceKit
import Storage

/// The accounts of people, inside of one unit of work: who stands behind a WeChat identity.
///
/// One account stands behind all identities of a person. They are joined by WeChat's unionid and
/// by a verified mobile, never by one that was only typed in.
struct Accounts {
    let unit: UnitOfWork
    let store: AuthStore
    let mobiles: MobileVault
    let outbox: Outbox
    let jobs: JobQueue

    var now: UnixTime { unit.now }
    var reader: AccountReader { AccountReader(store: store, mobiles: mobiles) }
}

extension AuthService {
    /// The accounts, for a unit of writing.
    func accounts(_ unit: UnitOfWork) -> Accounts {
        Accounts(
            unit: unit,
            store: AuthStore(connection: unit.connection),
            mobiles: mobiles,
            outbox: outbox,
            jobs: jobs.queue
        )
    }
}

extension Accounts {
    /// The account behind an identity: its own, that of the same unionid, or a new one.
    func account(of identity: inout KnownIdentity) throws -> KnownUser {
        try joinByUnionid(&identity)
        if let uid = identity.uid, let user = try store.user(uid) { return user }
        let user = try store.addUser(at: now)
        try store.set(uid: user.uid, of: identity.iid)
        identity.uid = user.uid
        return user
    }

    /// The identity of an openid that is seen for the first time.
    func addIdentity(of openid: ExternalID, in app: KnownApp) throws -> KnownIdentity {
        let standIn = standIn(for: openid, in: app.appid)
        return try store.addIdentity(of: openid, in: app, standIn: standIn, at: now)
    }

    /// Takes note of the unionid that WeChat gives now: the app may have been bound to an open
    /// platform account after the first log-in.
    func note(unionid: ExternalID?, of identity: inout KnownIdentity) throws {
        let isNew = unionid != nil && unionid != identity.unionid
        if let unionid, isNew {
            try store.set(unionid: unionid, of: identity.iid)
            identity.unionid = unionid
        }
        if identity.isJoinedByScene { return try settle(&identity) }
        guard isNew, let unionid, let own = identity.uid else { return }
        for other in try store.users(of: unionid) where other != own {
            // One that is bound to a mobile of its own stays by itself.
            if let left = try merge(own, other) {
                identity.uid = left
                return
            }
        }
    }

    /// Finds the account that the person has in another of our mini-programs.
    func joinByUnionid(_ identity: inout KnownIdentity) throws {
        guard identity.uid == nil, let unionid = identity.unionid,
            let uid = try store.users(of: unionid).first
        else { return }
        try link(&identity, to: uid)
    }

    /// Puts an identity behind an account that exists; `byScene`, with no proof that it is theirs.
    func link(
        _ identity: inout KnownIdentity,
        to uid: ID<User>,
        byScene: Bool = false
    ) throws {
        try store.set(uid: uid, byScene: byScene, of: identity.iid)
        identity.uid = uid
        identity.isJoinedByScene = byScene
        try keepOut(uid)
        try announce(uid)
    }

    /// Whoever becomes one with somebody who is banned is banned, too, and out at once.
    func keepOut(_ uid: ID<User>) throws {
        guard try store.user(uid)?.banned != nil else { return }
        try withdrawGrants(of: uid)
        try store.endAll(of: .user(uid), at: now)
    }

    /// Changes the profile of an account; tells the others only of what is new. What WeChat gives of
    /// everybody (`isAnonymous`: all of it is that) fills what is empty, no more.
    func update(
        _ user: inout KnownUser,
        by change: ProfileChange,
        isAnonymous: Bool = false
    ) throws {
        let change = change.sparing(user.profile, isAnonymous: isAnonymous)
        let profile = user.profile.updated(by: change)
        guard profile != user.profile else { return }
        try store.set(profile, of: user.uid)
        user.profile = profile
        try announce(user.uid)
    }

    /// What stands for the unionid where WeChat gives none: always the same for one openid of one
    /// app, nothing that WeChat would give, and nothing that others could compute.
    private func standIn(for openid: ExternalID, in appid: String) -> ExternalID {
        let code = mobiles.hash("\(appid)\n\(openid)", for: "unionid")
        return ExternalID("s" + Base64.encodeURL(code.prefix(20)))
    }
}
