import AuthDomain
import Basics
import Storage

/// A signing key as it stands in the file.
struct KnownKey: Sendable, Equatable {
    let term: SigningKeyTerm
    let publicKey: Bytes
    let sealedSeed: Bytes
}

extension AuthStore {
    /// A few: one a month, each for little more than a week after it was followed.
    func signingKeys() throws -> [KnownKey] {
        try connection.all(
            """
            SELECT kid, created_at, active_from, public_key, sealed_seed FROM signing_key
            ORDER BY active_from, kid LIMIT 100
            """
        ) { row in
            try KnownKey(
                term: SigningKeyTerm(
                    kid: row.text(0),
                    created: row.time(1),
                    activeFrom: row.time(2)
                ),
                publicKey: row.bytes(3),
                sealedSeed: row.bytes(4)
            )
        }
    }

    func add(_ key: KnownKey) throws {
        try connection.run(
            """
            INSERT INTO signing_key (kid, public_key, sealed_seed, created_at, active_from)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            key.term.kid,
            key.publicKey,
            key.sealedSeed,
            key.term.created,
            key.term.activeFrom
        )
    }

    func forgetKey(_ kid: String) throws {
        try connection.run("DELETE FROM signing_key WHERE kid = ?1", kid)
    }

    /// The sealed key of the look-ups; `offered` becomes it where there is none yet.
    func lookUpKey(otherwise offered: Bytes) throws -> Bytes {
        try connection.run(
            """
            INSERT INTO vault_key (name, sealed) VALUES ('look-up', ?1)
            ON CONFLICT (name) DO NOTHING
            """,
            offered
        )
        return try connection.first("SELECT sealed FROM vault_key WHERE name = 'look-up'") {
            try $0.bytes(0)
        } ?? offered
    }
}
