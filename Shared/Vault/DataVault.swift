public import Basics
import Crypto
public import ServiceKit

/// Seals what must not be readable in the file: app secrets, session keys, merchants' keys, phone
/// numbers.
///
/// AES-256-GCM under the newest of the data keys; the older ones still open. What was sealed for
/// one purpose does not open for another one.
public struct DataVault: Sendable {
    private let keys: [(id: Bytes, key: Secret<Bytes>)]
    private let random: RandomSource

    private static let version: UInt8 = 1
    private static let nonceSize = 12
    /// In octets.
    public static let keySize = 32
    /// Octets of a key's name.
    private static let longestID = 32

    /// Keys by name, the newest first. Nil without a key, with one of another size, or with two of
    /// one name.
    public init?(_ keys: [(id: String, key: Secret<Bytes>)], random: RandomSource) {
        let named = keys.map { (id: Bytes($0.id.utf8), key: $0.key) }
        guard !named.isEmpty, Set(named.map(\.id)).count == named.count,
            named.allSatisfy({ key in
                (1...Self.longestID).contains(key.id.count)
                    && key.key.reveal().count == Self.keySize
            })
        else { return nil }
        self.keys = named
        self.random = random
    }

    /// Version, length and name of the key, nonce, encrypted text, tag.
    /// - Throws: What OpenSSL refuses.
    public func seal(_ text: Bytes, for purpose: String) throws -> Bytes {
        let newest = keys[0]
        let nonce = random.bytes(Self.nonceSize)
        let sealed = try AES.sealGCM(
            key: newest.key.reveal(),
            nonce: nonce,
            aad: Bytes(purpose.utf8),
            text
        )
        return [Self.version, UInt8(newest.id.count)] + newest.id + nonce + sealed
    }

    /// Whether it was sealed under the newest key.
    public func isNewest(_ sealed: Bytes) -> Bool {
        let head = [Self.version, UInt8(keys[0].id.count)] + keys[0].id
        return sealed.starts(with: head)
    }

    /// Throws `Unreadable` for what was damaged, sealed for something else, or under a key that
    /// is gone.
    public func open(_ sealed: Bytes, for purpose: String) throws(Unreadable) -> Bytes {
        guard sealed.count > 2, sealed[0] == Self.version else { throw Unreadable() }
        let nonceStart = 2 + Int(sealed[1])
        let textStart = nonceStart + Self.nonceSize
        guard sealed.count >= textStart else { throw Unreadable() }
        let id = Bytes(sealed[2..<nonceStart])
        guard let key = keys.first(where: { $0.id == id })?.key else { throw Unreadable() }
        do {
            return try AES.openGCM(
                key: key.reveal(),
                nonce: Bytes(sealed[nonceStart..<textStart]),
                aad: Bytes(purpose.utf8),
                Bytes(sealed[textStart...])
            )
        } catch {
            throw Unreadable()
        }
    }

    /// It does not open.
    public struct Unreadable: Error, CustomStringConvertible {
        /// A line for the log.
        public let description = "a secret in the database opens under none of KUMQUAT_DATA_KEYS"
    }
}
