import AuthDomain
import Basics
import Events
import ServiceKit
import Storage
import WeChat

/// Why somebody who brings a profile along is not logged in.
enum ProfileLoginRefusal: Error, Sendable, Equatable, CaseIterable {
    case login(LoginRefusal)
    case data(DataRefusal)

    static var allCases: [ProfileLoginRefusal] {
        LoginRefusal.allCases.map { .login($0) } + DataRefusal.allCases.map { .data($0) }
    }
}

extension AuthService {
    /// Trades a code, opens the profile that came with it, and registers the person. What does not
    /// open registers nobody; the same code with better data still works for a minute.
    func login(
        code: String,
        from choice: AppChoice,
        at contract: LoginContract,
        profile: SealedData
    ) async throws(Failure<ProfileLoginRefusal>) -> LoginResult {
        let session: EstablishedSession
        do throws(Failure<LoginRefusal>) {
            let app = try await app(for: choice)
            session = try await establishSession(code: code, in: app, at: contract)
        } catch {
            throw error.map { .login($0) }
        }
        let registered: Registered
        do throws(Failure<DataRefusal>) {
            registered = try await register(session.identity, with: contract, profile: profile)
        } catch {
            throw error.map { .data($0) }
        }
        return try renamed(session, registered)
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
        return try await database.write(refusing: DataRefusal.self) { unit in
            let accounts = accounts(unit)
            guard var known = try accounts.store.identity(identity.iid) else {
                throw DataRefusal.identityUnknown
            }
            return try accounts.register(&known, with: contract, application)
        }
    }

    /// The token names the account that there is now.
    private func renamed(
        _ session: EstablishedSession,
        _ registered: Registered
    ) throws(Failure<ProfileLoginRefusal>) -> LoginResult {
        do throws(Failure<LoginRefusal>) {
            return try loginResult(
                of: EstablishedSession(
                    identity: registered.identity,
                    session: session.session,
                    isNew: registered.isNew,
                    isRegistered: true,
                    account: registered.account
                )
            )
        } catch {
            throw error.map { .login($0) }
        }
    }
}
