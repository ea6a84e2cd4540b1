import Admin
import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage
import Vault

extension AuthService {
    /// Makes the next key if it is time for one, forgets those that no token needs any more, and
    /// takes what the file has into memory.
    func keepKeys() async throws {
        let now = now
        let terms = try await knownKeys().map(\.term)
        if terms.needsNext(at: now) || !terms.outlived(at: now).isEmpty {
            try await changeKeys(at: now) { $0.needsNext(at: now) }
        }
        try await loadKeys()
    }

    /// Makes the next key now, at an operator's word; it signs after a notice of two minutes. Answers
    /// its name.
    func rotateKeys(by who: AdminAction) async throws -> String {
        let kid = try await changeKeys(at: now, by: who) { _ in true }
        try await loadKeys()
        return kid ?? ""
    }

    /// All keys whose tokens may still be about, as they stand in the file.
    func knownKeys() async throws -> [KnownKey] {
        try await database.read { try AuthStore(connection: $0).signingKeys() }
    }

    /// The name of the new key, if `isDue` says so under the lock.
    @discardableResult
    private func changeKeys(
        at now: UnixTime,
        by who: AdminAction? = nil,
        isDue: @escaping @Sendable ([SigningKeyTerm]) -> Bool
    ) async throws -> String? {
        let key = Ed25519PrivateKey.generate()
        let kid = Base64.encodeURL(random.bytes(9))
        let seed = try vault.seal(key.seed, for: DataVault.Purpose.seed(of: kid))
        return try await database.write { unit in
            let store = AuthStore(connection: unit.connection)
            let terms = try store.signingKeys().map(\.term)
            for old in terms.outlived(at: unit.now) { try store.forgetKey(old.kid) }
            guard isDue(terms) else { return nil }
            let term = SigningKeyTerm(kid: kid, after: terms, at: unit.now)
            try store.add(
                KnownKey(term: term, publicKey: key.publicKey.raw, sealedSeed: seed)
            )
            if let who {
                let entry = TrailEntry(who, "key.rotate", on: "key:\(kid)")
                try unit.record(entry)
            }
            return kid
        }
    }

    /// Takes what the file has into memory.
    func loadKeys() async throws {
        let known = try await knownKeys()
        keys.replace(
            by: try known.map { row in
                if let loaded = keys.key(row.term.kid) { return loaded }
                let purpose = DataVault.Purpose.seed(of: row.term.kid)
                let seed = try vault.open(row.sealedSeed, for: purpose)
                return SigningKey(term: row.term, key: try Ed25519PrivateKey(seed: seed))
            }
        )
    }
}
