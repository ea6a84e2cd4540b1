import Basics
import Storage

/// Everything in the file that is sealed under the data keys.
enum SealedColumn: String, CaseIterable, Sendable {
    case appSecrets = "app secrets"
    case accessTokens = "access tokens"
    case messagePush = "message push secrets"
    case sessionKeys = "session keys"
    case previousSessionKeys = "previous session keys"
    case mobiles = "mobiles"
    case signingKeys = "signing keys"
    case lookUpKey = "look-up key"
}

/// One sealed value and the row that it belongs to.
struct SealedRow: Sendable {
    let key: Binding
    /// The key as its purpose names it.
    let name: String
    let sealed: Bytes
}

/// A value that was sealed anew.
struct Resealed: Sendable {
    let row: SealedRow
    let sealed: Bytes
}

extension AuthStore {
    /// The next rows in the order of their keys.
    func sealed(_ column: SealedColumn, after key: Binding?, upTo count: Int) throws -> [SealedRow]
    {
        switch column {
        case .appSecrets:
            try numbered(
                "SELECT app_id, sealed_secret FROM app WHERE app_id > ?1 ORDER BY app_id LIMIT ?2",
                key,
                count
            )
        case .accessTokens:
            try numbered(
                """
                SELECT app_id, sealed_token FROM access_token
                WHERE app_id > ?1 AND sealed_token IS NOT NULL ORDER BY app_id LIMIT ?2
                """,
                key,
                count
            )
        case .messagePush:
            try numbered(
                "SELECT app_id, sealed FROM message_push WHERE app_id > ?1 ORDER BY app_id LIMIT ?2",
                key,
                count
            )
        case .sessionKeys:
            try numbered(
                """
                SELECT iid, sealed_session_key FROM identity
                WHERE iid > ?1 AND sealed_session_key IS NOT NULL ORDER BY iid LIMIT ?2
                """,
                key,
                count
            )
        case .previousSessionKeys:
            try numbered(
                """
                SELECT iid, sealed_previous_session_key FROM identity
                WHERE iid > ?1 AND sealed_previous_session_key IS NOT NULL ORDER BY iid LIMIT ?2
                """,
                key,
                count
            )
        case .mobiles:
            try numbered(
                """
                SELECT uid, sealed_mobile FROM user_account
                WHERE uid > ?1 AND sealed_mobile IS NOT NULL ORDER BY uid LIMIT ?2
                """,
                key,
                count
            )
        case .signingKeys:
            try named(
                "SELECT kid, sealed_seed FROM signing_key WHERE kid > ?1 ORDER BY kid LIMIT ?2",
                key,
                count
            )
        case .lookUpKey:
            try named(
                "SELECT name, sealed FROM vault_key WHERE name > ?1 ORDER BY name LIMIT ?2",
                key,
                count
            )
        }
    }

    private func numbered(
        _ sql: StaticString,
        _ key: Binding?,
        _ count: Int
    ) throws -> [SealedRow] {
        try connection.all(sql, key ?? .integer(Int64.min), count) { row in
            let number = try row.integer(0)
            return try SealedRow(key: .integer(number), name: "\(number)", sealed: row.bytes(1))
        }
    }

    private func named(_ sql: StaticString, _ key: Binding?, _ count: Int) throws -> [SealedRow] {
        try connection.all(sql, key ?? .text(""), count) { row in
            let name = try row.text(0)
            return try SealedRow(key: .text(name), name: name, sealed: row.bytes(1))
        }
    }

    /// Puts the new values in the place of the old ones that are still there; answers how many.
    func replace(_ changes: [Resealed], in column: SealedColumn) throws -> Int {
        let sql: StaticString =
            switch column {
            case .appSecrets:
                "UPDATE app SET sealed_secret = ?3 WHERE app_id = ?1 AND sealed_secret = ?2"
            case .accessTokens:
                "UPDATE access_token SET sealed_token = ?3 WHERE app_id = ?1 AND sealed_token = ?2"
            case .messagePush:
                "UPDATE message_push SET sealed = ?3 WHERE app_id = ?1 AND sealed = ?2"
            case .sessionKeys:
                """
                UPDATE identity SET sealed_session_key = ?3
                WHERE iid = ?1 AND sealed_session_key = ?2
                """
            case .previousSessionKeys:
                """
                UPDATE identity SET sealed_previous_session_key = ?3
                WHERE iid = ?1 AND sealed_previous_session_key = ?2
                """
            case .mobiles:
                "UPDATE user_account SET sealed_mobile = ?3 WHERE uid = ?1 AND sealed_mobile = ?2"
            case .signingKeys:
                "UPDATE signing_key SET sealed_seed = ?3 WHERE kid = ?1 AND sealed_seed = ?2"
            case .lookUpKey: "UPDATE vault_key SET sealed = ?3 WHERE name = ?1 AND sealed = ?2"
            }
        return try changes.reduce(0) { count, change in
            try count + connection.run(sql, change.row.key, change.row.sealed, change.sealed)
        }
    }
}
