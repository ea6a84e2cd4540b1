import AuthDomain
import Basics
import ServiceKit
import Storage
import Vault
import WeChat

extension AuthService {
    /// What is older says nothing of today, and may be somebody's catch of long ago.
    private static let freshSeconds: Int64 = 86_400

    /// Opens what a phone sends of its user: with the present session key, else with the one
    /// before, since WeChat may have changed it after the data was made.
    func open(
        _ sealed: SealedData,
        of identity: KnownIdentity
    ) throws(DataRefusal) -> OpenData {
        guard identity.appIsEnabled else { throw .appUnconfigured }
        do throws(OpenDataFailure) {
            let data = try OpenData.open(
                sealed,
                with: sessionKeys(of: identity),
                appid: identity.appid
            )
            guard data.watermark.at >= now.adding(seconds: -Self.freshSeconds) else {
                throw .stale
            }
            return data
        } catch {
            throw refusal(error, of: identity)
        }
    }

    /// The person's profile, opened. It has to be this person's where it says whose it is.
    func openProfile(
        _ sealed: SealedData,
        of identity: KnownIdentity
    ) throws(DataRefusal) -> UserInfo {
        let data = try open(sealed, of: identity)
        let info: UserInfo
        do throws(OpenDataFailure) {
            info = try data.userInfo()
        } catch {
            throw refusal(error, of: identity)
        }
        guard info.openid == nil || info.openid == identity.openid else { throw .ofAnotherUser }
        return info
    }

    /// The steps of the last days.
    func openSteps(
        _ sealed: SealedData,
        ofIdentity iid: ID<WeChatIdentity>
    ) async throws(Failure<DataRefusal>) -> [StepCount] {
        let identity = try await identity(iid)
        do throws(DataRefusal) {
            let data = try open(sealed, of: identity)
            do throws(OpenDataFailure) {
                return try data.steps()
            } catch {
                throw refusal(error, of: identity)
            }
        } catch {
            throw .refused(error)
        }
    }

    /// The profile of somebody, for another process.
    func openProfile(
        _ sealed: SealedData,
        ofIdentity iid: ID<WeChatIdentity>
    ) async throws(Failure<DataRefusal>) -> UserInfo {
        let identity = try await identity(iid)
        do throws(DataRefusal) {
            return try openProfile(sealed, of: identity)
        } catch {
            throw .refused(error)
        }
    }

    func identity(
        _ iid: ID<WeChatIdentity>
    ) async throws(Failure<DataRefusal>) -> KnownIdentity {
        try await database.read(refusing: DataRefusal.self) { connection in
            guard let identity = try AuthStore(connection: connection).identity(iid) else {
                throw DataRefusal.identityUnknown
            }
            return identity
        }
    }

    /// The present one first.
    private func sessionKeys(of identity: KnownIdentity) -> [SessionKey] {
        let purpose = DataVault.Purpose.sessionKey(of: identity.iid)
        return [identity.sealedSessionKey, identity.sealedPreviousSessionKey].compactMap { sealed in
            guard let sealed, let octets = try? vault.open(sealed, for: purpose) else { return nil }
            return SessionKey(Base64.encode(octets))
        }
    }

    /// The log tells the kinds apart that callers see as one.
    private func refusal(_ failure: OpenDataFailure, of identity: KnownIdentity) -> DataRefusal {
        log.info(
            "a phone's data gives nothing",
            ["cause": .text("\(failure)"), "iid": .integer(identity.iid.rawValue)]
        )
        return switch failure {
        case .wrongKey, .stale: .sessionKeyWrong
        case .wrongApp: .ofAnotherApp
        case .notBase64, .wrongLength, .notJSON, .wrongKind: .malformed
        }
    }
}
