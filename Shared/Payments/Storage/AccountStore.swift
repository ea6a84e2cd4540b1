import Basics
import Storage

/// All SQL of the table `pay_account`.
struct AccountStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// An account as it lies in the file.
    struct Row: Sendable {
        let mchid: String
        /// Grows with every change of the keys.
        let version: Int64
        let sealed: Bytes
        let isStopped: Bool
        let changedAt: UnixTime
    }

    func version(of mchid: String) throws -> Int64? {
        try connection.first("SELECT version FROM pay_account WHERE mchid = ?1", mchid) {
            try $0.integer(0)
        }
    }

    func account(_ mchid: String) throws -> Row? {
        try connection.first(
            """
            SELECT mchid, version, sealed, is_stopped, changed_at FROM pay_account
            WHERE mchid = ?1
            """,
            mchid,
            row: Self.account
        )
    }

    func all() throws -> [Row] {
        try connection.all(
            """
            SELECT mchid, version, sealed, is_stopped, changed_at FROM pay_account
            ORDER BY mchid LIMIT 1000
            """,
            row: Self.account
        )
    }

    /// Writes the keys of an account, of a new one too, which is stopped where all others are. False
    /// where they have been changed since
    /// that version was read.
    func set(_ sealed: Bytes, of mchid: String, after version: Int64, at now: UnixTime) throws
        -> Bool
    {
        try connection.run(
            """
            INSERT INTO pay_account (mchid, version, sealed, is_stopped, changed_at)
            VALUES (?1, ?3 + 1, ?2, (SELECT coalesce(min(is_stopped), 0) FROM pay_account), ?4)
            ON CONFLICT (mchid) DO UPDATE SET
                version = pay_account.version + 1, sealed = excluded.sealed,
                changed_at = excluded.changed_at
            WHERE pay_account.version = ?3
            """,
            mchid,
            sealed,
            version,
            now
        ) == 1
    }

    /// The same keys under another data key. Nothing where they have been changed meanwhile.
    func reseal(_ sealed: Bytes, of mchid: String, at version: Int64) throws -> Bool {
        try connection.run(
            "UPDATE pay_account SET sealed = ?2 WHERE mchid = ?1 AND version = ?3",
            mchid,
            sealed,
            version
        ) == 1
    }

    /// Stops all that is paid out of an account, or lets it go on. False where there is none.
    func setStopped(_ isStopped: Bool, _ mchid: String) throws -> Bool {
        try connection.run(
            "UPDATE pay_account SET is_stopped = ?2 WHERE mchid = ?1",
            mchid,
            isStopped
        ) == 1
    }

    /// Stops all that is paid out, or lets it go on.
    func setAllStopped(_ isStopped: Bool) throws {
        try connection.run("UPDATE pay_account SET is_stopped = ?1", isStopped)
    }

    private static func account(_ row: Storage.Row) throws -> Row {
        try Row(
            mchid: row.text(0),
            version: row.integer(1),
            sealed: row.bytes(2),
            isStopped: row.bool(3),
            changedAt: row.time(4)
        )
    }
}
