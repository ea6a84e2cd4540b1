import AuthDomain
import Basics
import Crypto
import Loops
import ServiceKit
import Storage
import Vault
import WeChat

/// A question to WeChat for the number behind a code.
struct PhoneRequest: Sendable, Hashable {
    let iid: ID<WeChatIdentity>
    let code: ExternalID
}

extension AuthService {
    /// The mobile behind a code. WeChat takes each once, and a double tap sends one twice: both get
    /// it.
    func mobile(
        behind code: String,
        of identity: KnownIdentity
    ) async throws(DataRefusal) -> Mobile {
        let request = PhoneRequest(iid: identity.iid, code: ExternalID(code))
        return try await phones.run(request) { [self] in
            do throws(DataRefusal) {
                return .success(try await ask(request, of: identity))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private func ask(
        _ request: PhoneRequest,
        of identity: KnownIdentity
    ) async throws(DataRefusal) -> Mobile {
        let row = try? await database.read {
            try AuthStore(connection: $0).app(appid: identity.appid)
        }
        guard let row, row.isEnabled, let app = try? weChatApp(row) else { throw .appUnconfigured }
        let hash = SHA256.hash(request.code.bytes)
        let number: PhoneNumber
        do throws(WeChatFailure) {
            number = try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
                try await weChat.phoneNumber(token, request.code.text, identity.openid)
            }
        } catch {
            let refusal = DataRefusal(error)
            if refusal == .codeRefused, let mobile = await answered(hash, of: identity) {
                return mobile
            }
            log.notice("WeChat gave no phone number", ["cause": .text("\(error)")])
            throw refusal
        }
        let mobile = try Mobile(proven: number)
        await note(mobile, behind: hash, of: identity)
        return mobile
    }

    /// Best effort: without it the second of two is refused, which is no worse than no answer.
    private func note(_ mobile: Mobile, behind hash: Bytes, of identity: KnownIdentity) async {
        do {
            let purpose = DataVault.Purpose.phoneCode(of: identity.iid)
            let sealed = try vault.seal(Bytes(mobile.text.utf8), for: purpose)
            try await database.write(refusing: DataRefusal.self) { unit in
                let store = AuthStore(connection: unit.connection)
                try store.note(sealedMobile: sealed, behind: hash, of: identity.iid, at: unit.now)
            }
        } catch {
            log.notice("a phone number's code is not written down", ["cause": .text("\(error)")])
        }
    }

    /// What the same code was answered with within the last minute.
    private func answered(_ hash: Bytes, of identity: KnownIdentity) async -> Mobile? {
        let horizon = CodeReplay.horizon(at: now)
        let sealed = try? await database.read { connection in
            try AuthStore(connection: connection)
                .sealedMobile(behind: hash, of: identity.iid, since: horizon)
        }
        guard let sealed = sealed.flatMap({ $0 }),
            let text = try? vault.open(sealed, for: DataVault.Purpose.phoneCode(of: identity.iid))
        else { return nil }
        return Mobile(stored: String(decoding: text, as: UTF8.self))
    }
}
