import AuthDomain
import Basics
import Events
import ServiceKit
import Storage
import WeChat

/// Why somebody who brings a profile along is not signed in.
enum ProfileLoginRefusal: Error, Sendable, Equatable {
    case signIn(LoginRefusal)
    case data(DataRefusal)
}

extension AuthService {
    /// Trades a code, opens the profile that came with it, and registers the person. What does not
    /// open registers nobody; the same code with better data still works for a minute.
    func signIn(
        code: String,
        from choice: AppChoice,
        at contract: LoginContract,
        profile: SealedData
    ) async throws(Failure<ProfileLoginRefusal>) -> LoginResult {
        let entered: EstablishedSession
        do throws(Failure<LoginRefusal>) {
            let app = try await app(for: choice)
            entered = try await enter(code: code, in: app, at: contract)
        } catch {
            throw error.map { .signIn($0) }
        }
        let registered: Registered
        do throws(Failure<DataRefusal>) {
            registered = try await register(entered.identity, with: contract, profile: profile)
        } catch {
            throw error.map { .data($0) }
        }
        return try renamed(entered, registered)
    }

    /// Registers an identity with the profile that WeChat encrypted for it.
    func register(
        _ identity: KnownIdentity,
        with contract: LoginContract,
        profile: SealedData
    ) async throws(Failure<DataRefusal>) -> Registered {
        let application: Application
        do throws(DataRefusal) {
            application = Application(try openProfile(profile, of: identity))
        } catch {
            throw .refused(error)
        }
        guard application.change.isShortEnough else { throw .refused(.malformed) }
        let now = now
        let registered = try await database.write(refusing: DataRefusal.self, log: log) {
            connection in
            let accounts = accounts(connection, at: now)
            guard var known = try accounts.store.identity(identity.iid) else {
                throw DataRefusal.identityUnknown
            }
            return try accounts.register(&known, with: contract, application)
        }
        outbox.ring()
        return registered
    }

    /// The token names the account that there is now.
    private func renamed(
        _ entered: EstablishedSession,
        _ registered: Registered
    ) throws(Failure<ProfileLoginRefusal>) -> LoginResult {
        do throws(Failure<LoginRefusal>) {
            return try loginResult(
                EstablishedSession(
                    identity: registered.identity,
                    session: entered.session,
                    isNew: registered.isNew,
                    isRegistered: true,
                    account: registered.account
                )
            )
        } catch {
            throw error.map { .signIn($0) }
        }
    }
}
