import AuthDomain
import Basics
import Events
import ServiceKit
import Storage
import WeChat

/// Somebody who is registered with wx_auth.
struct Member: Sendable {
    let identity: Identity
    let account: Account
    let token: String
    let expiresInSeconds: Int64
}

extension AuthService {
    /// Registers somebody; with a token for another seven days.
    func registerMember(
        _ claim: MemberClaim,
        _ application: Application,
        phone: PhoneProof?
    ) async throws(Failure<MemberRefusal>) -> Member {
        let proven = try proven(claim)
        guard application.change.isShortEnough else { throw .refused(.textTooLong) }
        var application = application
        if let phone {
            // A bare openid binds no number.
            if proven.sid == nil { throw .refused(.unproven) }
            application.mobile = try await mobile(of: proven, phone)
        }
        let wanted = application
        let (registered, session) = try await write { accounts in
            let session = try renewed(proven, in: accounts.store, at: accounts.now)
            guard var identity = try accounts.store.identity(proven.iid) else {
                throw MemberRefusal.handleInvalid
            }
            let registered: Registered
            do {
                registered = try accounts.register(&identity, with: .wxAuth, wanted)
            } catch DataRefusal.boundToAnother {
                throw MemberRefusal.phone(.boundToAnother)
            }
            guard registered.isNew else { throw MemberRefusal.alreadyRegistered }
            return (registered, session)
        }
        return try member(registered.identity, registered.account, session)
    }

    /// Lets somebody in who is registered; with a token for another seven days.
    func admitMember(
        _ claim: MemberClaim,
        _ application: Application
    ) async throws(Failure<MemberRefusal>) -> Member {
        let proven = try proven(claim)
        guard application.change.isShortEnough else { throw .refused(.textTooLong) }
        let (identity, account, session) = try await write { accounts in
            let store = accounts.store
            // The proof first: nobody is told of others whether they are registered.
            let session = try renewed(proven, in: store, at: accounts.now)
            guard var identity = try store.identity(proven.iid),
                try store.isRegistered(identity.iid, with: .wxAuth)
            else { throw MemberRefusal.notRegistered }
            let wanted = proven.sid == nil ? Application() : application
            let registered = try accounts.register(&identity, with: .wxAuth, wanted)
            return (registered.identity, registered.account, session)
        }
        return try member(identity, account, session)
    }

    /// Whether somebody of this openid is registered, in the app that is named or else in any.
    func isMember(
        _ openid: ExternalID,
        from choice: AppChoice
    ) async throws(Failure<LoginRefusal>) -> Bool {
        let app: KnownApp? =
            choice.appid(otherwise: nil) == nil ? nil : try await self.app(for: choice)
        return try await database.read(refusing: LoginRefusal.self) { connection in
            try AuthStore(connection: connection)
                .isRegistered(openid, in: app?.id, with: .wxAuth)
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (Accounts) throws -> Value
    ) async throws(Failure<MemberRefusal>) -> Value {
        try await database.write(refusing: MemberRefusal.self) { unit in try body(accounts(unit)) }
    }

    private func member(
        _ known: KnownIdentity,
        _ account: Account,
        _ session: KnownSession
    ) throws(Failure<MemberRefusal>) -> Member {
        let identity = Identity(known, sid: session.sid)
        let term = SessionTerm(created: now, expires: session.term.expires, revoked: nil)
        guard let token = token(of: identity, for: term) else {
            throw .unavailable(retryAfterSeconds: 1)
        }
        return Member(
            identity: identity,
            account: account,
            token: token,
            expiresInSeconds: SessionTerm.lifetimeSeconds
        )
    }
}
