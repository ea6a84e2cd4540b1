import AuthDomain
import Basics
import Crypto
import Loops
import ServiceKit
import Storage
import Vault
import WeChat

/// A log-in as it came: one code of one app on one endpoint is one log-in, however often it comes.
struct LoginRequest: Sendable, Hashable {
    let app: ID<App>
    let code: ExternalID
    let contract: LoginContract

    /// What is written down of the code.
    var mark: CodeMark {
        CodeMark(app: app, hash: SHA256.hash(code.bytes), contract: contract)
    }
}

/// What somebody gets who has logged in.
struct LoginResult: Sendable {
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
    func login(
        code: String,
        from choice: AppChoice,
        at contract: LoginContract,
        invitedBy invite: Invite? = nil
    ) async throws(Failure<LoginRefusal>) -> LoginResult {
        let app = try await app(for: choice)
        return try loginResult(
            of: try await establishSession(code: code, in: app, at: contract, invitedBy: invite)
        )
    }

    /// Trades a code from `wx.login` for a session.
    ///
    /// The same code on the same endpoint within a minute gets the same session again, also while
    /// the first call is still under way.
    func establishSession(
        code: String,
        in app: KnownApp,
        at contract: LoginContract,
        invitedBy invite: Invite? = nil
    ) async throws(Failure<LoginRefusal>) -> EstablishedSession {
        let request = LoginRequest(app: app.id, code: ExternalID(code), contract: contract)
        return try await flights.run(request) {
            do throws(Failure<LoginRefusal>) {
                return .success(try await trade(request, of: app, invitedBy: invite))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// The app that a log-in is for.
    func app(for choice: AppChoice) async throws(Failure<LoginRefusal>) -> KnownApp {
        var found = try await knownApp(choice.appid(otherwise: defaultAppID))
        if found == nil, stage == .sandbox, let foreign = choice.devToolsAppID {
            found = try await knownApp(choice.parameter ?? defaultAppID)
            log.notice(
                "a log-in from WeChat's developer tools names an app that is not here",
                [
                    "appid": .text(String(foreign.unicodeScalars.prefix(Self.shownAppID))),
                    "taken_for": .text(found?.appid ?? "none"),
                ]
            )
        }
        guard let found, found.isEnabled else { throw .refused(.appUnknown) }
        return found
    }

    /// So much of an appid that somebody else has made up is logged.
    private static let shownAppID = 64

    /// Of an appid; without one the first app there is, in the sandbox environment alone.
    private func knownApp(_ appid: String?) async throws(Failure<LoginRefusal>) -> KnownApp? {
        let isSandbox = stage == .sandbox
        return try await database.read(refusing: LoginRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            if let appid { return try store.app(appid: appid) }
            return isSandbox ? try store.firstApp() : nil
        }
    }

    /// The app of our own number.
    func app(_ number: ID<App>) async throws(Failure<LoginRefusal>) -> KnownApp {
        let app = try await database.read(refusing: LoginRefusal.self) { connection in
            try AuthStore(connection: connection).app(number)
        }
        guard let app, app.isEnabled else { throw .refused(.appUnknown) }
        return app
    }

    private func trade(
        _ request: LoginRequest,
        of app: KnownApp,
        invitedBy invite: Invite?
    ) async throws(Failure<LoginRefusal>) -> EstablishedSession {
        for _ in 0..<Self.looks {
            if let again = try await replay(request) { return again }
            if let claim = try await claim(request) {
                do throws(Failure<LoginRefusal>) {
                    return try await ask(request, of: app, invitedBy: invite)
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
        _ request: LoginRequest,
        of app: KnownApp,
        invitedBy invite: Invite?
    ) async throws(Failure<LoginRefusal>) -> EstablishedSession {
        let found: WeChatSession
        do throws(WeChatFailure) {
            found = try await weChat.session(weChatApp(app), request.code.text)
        } catch {
            log.notice("WeChat gave no session", ["cause": .text("\(error)")])
            throw .refused(LoginRefusal(error))
        }
        return try await establishSession(
            of: VerifiedLogin(
                app: app,
                openid: found.openid,
                unionid: found.unionid,
                sessionKey: found.sessionKey,
                contract: request.contract,
                invite: invite,
                mark: request.mark
            )
        )
    }

    /// What this code was answered with a moment ago.
    private func replay(_ request: LoginRequest) async throws(Failure<LoginRefusal>)
        -> EstablishedSession?
    {
        let now = now
        return try await database.read(refusing: LoginRefusal.self) { connection in
            try answer(to: request, in: connection, at: now)
        }
    }

    /// The same inside of a unit.
    func answer(
        to request: LoginRequest,
        in connection: Connection,
        at now: UnixTime
    ) throws -> EstablishedSession? {
        let store = AuthStore(connection: connection)
        let horizon = CodeReplay.horizon(at: now)
        guard let (session, isNew) = try store.answer(to: request.mark, since: horizon),
            session.term.isGood(at: now),
            let identity = try store.identity(session.iid)
        else { return nil }
        return EstablishedSession(
            identity: identity,
            session: session,
            isNew: isNew,
            isRegistered: try store.isRegistered(identity.iid, with: request.contract),
            account: try accountReader(connection).account(identity.uid)
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

extension LoginRefusal {
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
