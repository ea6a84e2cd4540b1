import AuthDomain
import Basics
import ServiceKit
import Vault

/// What a client gets in place of WeChat's session key: it names one session of one person, and
/// says nothing to anybody but us.
struct SessionHandle: Sendable, Equatable {
    let iid: ID<WeChatIdentity>
    let sid: String
    let expires: UnixTime

    /// Long enough to fill in a form.
    static let lifetimeSeconds: Int64 = 30 * 60

    /// A handle of a session, from now on.
    init(of identity: Identity, at now: UnixTime) {
        iid = identity.iid
        sid = identity.sid
        expires = now.adding(seconds: Self.lifetimeSeconds)
    }

    /// Nil for what we did not make.
    init?(_ text: String, opening vault: DataVault) {
        guard text.utf8.count <= 512, let sealed = Base64.decodeURL(text),
            let octets = try? vault.open(sealed, for: DataVault.Purpose.handle)
        else { return nil }
        let parts = String(decoding: octets, as: UTF8.self).split(separator: " ")
        guard parts.count == 3, let number = Int64(parts[0]), let end = Int64(parts[1]) else {
            return nil
        }
        iid = ID(number)
        expires = UnixTime(milliseconds: end)
        sid = String(parts[2])
    }

    /// As the client keeps it.
    func text(sealing vault: DataVault) throws -> String {
        let text = "\(iid) \(expires.milliseconds) \(sid)"
        return Base64.encodeURL(try vault.seal(Bytes(text.utf8), for: DataVault.Purpose.handle))
    }
}
