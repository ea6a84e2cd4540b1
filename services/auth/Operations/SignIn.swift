import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage
import WeChat

/// A log-in as it came: one code of one app on one interface is one log-in, however often it comes.
struct LogIn: Sendable, Hashable {
    let app: ID<App>
    let code: Octets
    let interface: LogInInterface

    /// What is written down of the code.
    var mark: CodeMark {
        CodeMark(app: app, hash: SHA256.hash(code.bytes), interface: interface)
    }
}

/// What somebody gets who is signed in.
struct SignedIn: Sendable {
    let identity: Identity
    let isNew: Bool
    /// Whether they are registered with the contract.
    let isRegistered: Bool
    let token: String
    let expiresInSeconds: Int64
    /// Nil as long as there is none.
    let account: Account?
}

extension AuthService {
    /// Trades a code from `wx.login` for a session and a token of it.
    func signIn(
        code: String,
        from choice: AppChoice,
        at interface: LogInInterface,
        invitedBy invite: Invite? = nil
    ) async throws(Failure<SignInRefusal>) -> SignedIn {
        let app = try await app(for: choice)
        return try signedIn(
            try await enter(code: code, in: app, at: interface, invitedBy: invite)
        )
    }

    /// Trades a code from `wx.login` for a session.
    ///
    /// The same code on the same interface within a minute gets the same session again, also while
    /// the first call is still under way.
    func enter(
        code: String,
        in app: KnownApp,
        at interface: LogInInterface,
        invitedBy invite: Invite? = nil
    ) async throws(Failure<SignInRefusal>) -> Entered {
        let logIn = LogIn(app: app.id, code: Octets(code), interface: interface)
        return try await flights.run(logIn) {
            do throws(Failure<SignInRefusal>) {
                return .success(try await trade(logIn, of: app, invitedBy: invite))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// The app that a log-in is for.
    func app(for choice: AppChoice) async throws(Failure<SignInRefusal>) -> KnownApp {
        let appid = choice.appid(otherwise: defaultAppID)
        let isSandbox = stage == .sandbox
        let app = try await database.read(refusing: SignInRefusal.self, log: log) { connection in
            let store = AuthStore(connection: connection)
            if let appid { return try store.app(appid: appid) }
            return isSandbox ? try store.firstApp() : nil
        }
        guard let app, app.isEnabled else { throw .refused(.appUnknown) }
        return app
    }

    /// The app of our own number.
    func app(_ number: ID<App>) async throws(Failure<SignInRefusal>) -> KnownApp {
        let app = try await database.read(refusing: SignInRefusal.self, log: log) { connection in
            try AuthStore(connection: connection).app(number)
        }
        guard let app, app.isEnabled else { throw .refused(.appUnknown) }
        return app
    }

    private func trade(
        _ logIn: LogIn,
        of app: KnownApp,
        invitedBy invite: Invite?
    ) async throws(Failure<SignInRefusal>) -> Entered {
        for _ in 0..<Self.looks {
            if let again = try await replay(logIn) { return again }
            if let claim = try await claim(logIn) {
                do throws(Failure<SignInRefusal>) {
                    return try await ask(logIn, of: app, invitedBy: invite)
                } catch {
                    try await drop(claim)
                    throw error
                }
            }
            // Another replica is asking WeChat for the same code: it gets an answer for both.
            guard await Pause.milliseconds(Self.claimPauseMilliseconds) else { break }
        }
        throw .refused(.weChatAway)
    }

    private func ask(
        _ logIn: LogIn,
        of app: KnownApp,
        invitedBy invite: Invite?
    ) async throws(Failure<SignInRefusal>) -> Entered {
        let found: WeChatSession
        do throws(WeChatFailure) {
            found = try await weChat.session(weChatApp(app), logIn.code.text)
        } catch {
            log.notice("WeChat gave no session", ["cause": .text("\(error)")])
            throw .refused(SignInRefusal(error))
        }
        return try await enter(
            Arrival(
                app: app,
                openid: found.openid,
                unionid: found.unionid,
                sessionKey: found.sessionKey,
                interface: logIn.interface,
                invite: invite,
                mark: logIn.mark
            )
        )
    }

    /// What this code was answered with a moment ago.
    private func replay(_ logIn: LogIn) async throws(Failure<SignInRefusal>) -> Entered? {
        let now = now
        return try await database.read(refusing: SignInRefusal.self, log: log) { connection in
            try answer(to: logIn, in: connection, at: now)
        }
    }

    /// The same inside of a unit.
    func answer(
        to logIn: LogIn,
        in connection: Connection,
        at now: UnixTime
    ) throws -> Entered? {
        let store = AuthStore(connection: connection)
        let horizon = CodeReplay.horizon(at: now)
        guard let (session, isNew) = try store.answer(to: logIn.mark, since: horizon),
            session.term.isGood(at: now),
            let identity = try store.identity(session.iid)
        else { return nil }
        return Entered(
            identity: identity,
            session: session,
            isNew: isNew,
            isRegistered: try store.isRegistered(identity.iid, with: logIn.interface),
            account: try accounts(connection, at: now).account(identity.uid)
        )
    }

    func weChatApp(_ app: KnownApp) throws(WeChatFailure) -> WeChatApp {
        let purpose = DataVault.Purpose.secret(of: app.id)
        guard let secret = try? vault.open(app.sealedSecret, for: purpose) else {
            log.error("an app's secret does not open", ["app": .text(app.appid)])
            throw .brokenAnswer
        }
        return WeChatApp(appid: app.appid, secret: String(decoding: secret, as: UTF8.self))
    }
}

extension SignInRefusal {
    /// What a failure of WeChat's means to the one who logs in.
    init(_ failure: WeChatFailure) {
        guard case .refused(let refusal) = failure else {
            self = .weChatAway
            return
        }
        self =
            switch refusal.kind {
            case .codeInvalid: .codeInvalid
            case .codeUsed: .codeUsed
            case .userBlocked: .userBlocked
            case .rateLimited: .weChatAway
            case .appUnknown, .secretWrong, .addressNotAllowed, .tokenInvalid, .notAuthorised,
                .other:
                .appRefused
            // Not what a log-in is answered with.
            case .openidInvalid, .userInactive, .contentRisky, .notSubscribed, .templateInvalid,
                .fieldInvalid, .pageInvalid, .sceneInvalid, .codesExhausted, .orderUnknown,
                .alreadyShipped, .notShippable:
                .appRefused
            }
    }
}
