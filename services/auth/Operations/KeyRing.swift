import AuthDomain
import Basics
import Crypto
import Loops

/// A key that tokens are signed with.
struct SigningKey: Sendable {
    let term: SigningKeyTerm
    let key: Ed25519PrivateKey
}

/// The signing keys in memory, as they stood in the file a few seconds ago at most.
final class KeyRing: Sendable {
    private let keys = Locked<[SigningKey]>([])

    /// The one that signs now; nil before the first look at the file.
    func active(at now: UnixTime) -> SigningKey? {
        keys.withLock { keys in
            guard let term = keys.map(\.term).active(at: now) else { return nil }
            return keys.first { $0.term == term }
        }
    }

    var isEmpty: Bool { keys.withLock { $0.isEmpty } }

    /// The one of this name, if it is in memory.
    func key(_ kid: String) -> SigningKey? {
        keys.withLock { keys in keys.first { $0.term.kid == kid } }
    }

    func replace(by others: [SigningKey]) {
        keys.withLock { $0 = others }
    }
}
