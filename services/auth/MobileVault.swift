import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage
import Vault

/// What a phone number is looked up by: a keyed hash, from which nobody without the key gets back.
struct MobileMark: Sendable, Hashable {
    let octets: Bytes
}

/// A phone number as it stands in the file.
struct SealedMobile: Sendable, Equatable {
    let mark: MobileMark
    let sealed: Bytes
}

/// Keeps phone numbers so that the file alone shows none of them, and equal ones are still found.
///
/// The key of the hash is made once and stands in the file, sealed under the data keys: these can
/// be changed without a hash becoming another one.
struct MobileVault: Sendable {
    private let vault: DataVault
    private let key: Secret<Bytes>

    private static let keySize = 32

    /// With the key that stands in the file; made by whichever process is the first.
    init(_ vault: DataVault, in database: ServiceDatabase, random: RandomSource) async throws {
        let offered = try vault.seal(
            random.bytes(Self.keySize),
            for: DataVault.Purpose.lookUpKey
        )
        let sealed = try await database.write { unit in
            try AuthStore(connection: unit.connection).lookUpKey(otherwise: offered)
        }
        self.vault = vault
        key = Secret(try vault.open(sealed, for: DataVault.Purpose.lookUpKey))
    }

    func mark(_ mobile: Mobile) -> MobileMark {
        MobileMark(octets: hash(mobile.text, for: "mobile"))
    }

    /// For the row of this user: it opens nowhere else.
    func seal(_ mobile: Mobile, of uid: ID<User>) throws -> SealedMobile {
        SealedMobile(
            mark: mark(mobile),
            sealed: try vault.seal(
                Bytes(mobile.text.utf8),
                for: DataVault.Purpose.mobile(of: uid)
            )
        )
    }

    func open(_ sealed: Bytes, of uid: ID<User>) throws(DataVault.Unreadable) -> Mobile {
        let text = try vault.open(sealed, for: DataVault.Purpose.mobile(of: uid))
        return Mobile(stored: String(decoding: text, as: UTF8.self))
    }

    /// A keyed hash of anything else that is compared but never shown; `purpose` has no line end.
    func hash(_ text: String, for purpose: String) -> Bytes {
        HMAC.sha256(key: key.reveal(), Bytes("\(purpose)\n\(text)".utf8))
    }
}
