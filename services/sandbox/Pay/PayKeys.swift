import Basics
import Crypto
import Loops

/// The keys of the merchant and of WeChat Pay, parsed once.
struct PayKeys: Sendable {
    let mchid: String
    let merchantSerial: String
    let merchant: RSAPrivateKey
    let apiV3Key: Bytes
    /// Of certificates, newest first.
    let certificates: [PlatformKey]
    let publicKey: PlatformKey

    /// The one of that name, or the newest of that kind.
    func key(named serial: String?, or kind: PayKeyKind) -> PlatformKey {
        let all = certificates + [publicKey]
        if let serial, let named = all.first(where: { $0.serial == serial }) { return named }
        return kind == .certificate ? certificates.first ?? publicKey : publicKey
    }
}

/// A key that WeChat Pay signs with.
struct PlatformKey: Sendable {
    /// A certificate's serial number, or `PUB_KEY_ID_…`.
    let serial: String
    let key: RSAPrivateKey
    /// None where it is a public key.
    let certificate: Certificate?

    var kind: PayKeyKind { certificate == nil ? .publicKey : .certificate }
}

/// Keeps the parsed keys of each merchant until they change.
final class PayKeyring: Sendable {
    private let keys = Locked<[String: PayKeys]>([:])

    subscript(mchid: String) -> PayKeys? {
        get { keys.withLock { $0[mchid] } }
        set { keys.withLock { $0[mchid] = newValue } }
    }
}
