import AuthDomain
import Basics
import ServiceKit
import Storage
import WeChat

/// Why somebody is not authorised.
enum AuthorisationRefusal: Error, Sendable, Equatable, CaseIterable {
    /// The session is over.
    case sessionEnded
    /// There is no such app, or it is not the one of the session.
    case appUnknown
    /// The data is another user's: the session has ended.
    case userDiffers
    /// The data does not open, or to something else.
    case dataUnreadable
    /// Nobody could be registered.
    case registrationFailed(isPassing: Bool)
    /// Who was registered could not be brought up to date.
    case updateFailed(isPassing: Bool)

    static let allCases: [AuthorisationRefusal] = [
        .sessionEnded, .appUnknown, .userDiffers, .dataUnreadable,
        .registrationFailed(isPassing: true), .registrationFailed(isPassing: false),
        .updateFailed(isPassing: true), .updateFailed(isPassing: false),
    ]
}

extension AuthService {
    /// Registers the user of a session with the profile that WeChat encrypted, or brings it up to
    /// date. Data of another user ends the session: the mini-program's user is not the session's.
    func authorise(
        _ caller: Identity,
        with profile: SealedData
    ) async throws(Failure<AuthorisationRefusal>) -> Account {
        let (identity, isRegistered) = try await applicant(caller)
        do throws(Failure<DataRefusal>) {
            return try await register(identity, with: .smallApp, profile: profile).account
        } catch {
            switch error {
            case .refused(.ofAnotherUser):
                try await endSession(caller)
                throw .refused(.userDiffers)
            case .refused: throw .refused(.dataUnreadable)
            case .unavailable: throw .refused(failed(isRegistered, isPassing: true))
            case .fault: throw .refused(failed(isRegistered, isPassing: false))
            }
        }
    }

    private func failed(_ isRegistered: Bool, isPassing: Bool) -> AuthorisationRefusal {
        isRegistered
            ? .updateFailed(isPassing: isPassing) : .registrationFailed(isPassing: isPassing)
    }

    /// Who calls, straight from the file: the gateway may not have heard of the session's end.
    private func applicant(
        _ caller: Identity
    ) async throws(Failure<AuthorisationRefusal>) -> (KnownIdentity, isRegistered: Bool) {
        let now = now
        return try await database.read(refusing: AuthorisationRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            guard let session = try store.session(caller.sid), session.term.isGood(at: now),
                let identity = try store.identity(caller.iid)
            else { throw AuthorisationRefusal.sessionEnded }
            return (identity, try store.isRegistered(identity.iid, with: .smallApp))
        }
    }

    private func endSession(
        _ caller: Identity
    ) async throws(Failure<AuthorisationRefusal>) {
        do throws(Failure<SessionRefusal>) {
            try await end(caller.sid, by: caller)
        } catch {
            throw error.map { _ in .sessionEnded }
        }
    }
}
