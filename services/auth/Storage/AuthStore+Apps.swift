import Basics
import ServiceKit
import Storage

extension AuthStore {
    func set(sealedSecret: Bytes, of app: ID<App>, at now: UnixTime) throws -> Bool {
        try connection.run(
            "UPDATE app SET sealed_secret = ?2, updated_at = ?3 WHERE app_id = ?1",
            app,
            sealedSecret,
            now
        ) == 1
    }

    func set(name: String, of app: ID<App>, at now: UnixTime) throws -> Bool {
        try connection.run(
            "UPDATE app SET name = ?2, updated_at = ?3 WHERE app_id = ?1",
            app,
            name,
            now
        ) == 1
    }

    /// False, and nothing is done, where somebody has logged in through it.
    func removeUnused(_ app: ID<App>) throws -> Bool {
        let isUsed = try connection.first("SELECT 1 FROM identity WHERE app_id = ?1", app) { _ in
            true
        }
        guard isUsed == nil else { return false }
        try connection.run("DELETE FROM access_token WHERE app_id = ?1", app)
        try connection.run("DELETE FROM message_push WHERE app_id = ?1", app)
        try connection.run("DELETE FROM code_answer WHERE app_id = ?1", app)
        try connection.run("DELETE FROM content_check WHERE app_id = ?1", app)
        try connection.run("DELETE FROM scene WHERE app_id = ?1", app)
        // The rows that refer to it are gone; one that comes in between fails the whole.
        return try connection.run("DELETE FROM app WHERE app_id = ?1", app) == 1
    }

    /// Puts it out of service at a moment, or back with none; false when there is none.
    func set(disabledAt moment: UnixTime?, of app: ID<App>) throws -> Bool {
        try connection.run("UPDATE app SET disabled_at = ?2 WHERE app_id = ?1", app, moment) == 1
    }

    /// False when there is none.
    func set(mchid: String, of app: ID<App>, at now: UnixTime) throws -> Bool {
        try connection.run(
            "UPDATE app SET mchid = ?2, updated_at = ?3 WHERE app_id = ?1",
            app,
            mchid,
            now
        ) == 1
    }

    /// Marks it as the one that takes its centre's payments, and no other of that centre any more;
    /// or takes the mark away. False when there is none.
    func set(isPayer: Bool, of app: ID<App>, at now: UnixTime) throws -> Bool {
        if isPayer {
            try connection.run(
                """
                UPDATE app SET is_payer = 0, updated_at = ?2
                WHERE is_payer = 1 AND oper_id = (SELECT oper_id FROM app WHERE app_id = ?1)
                """,
                app,
                now
            )
        }
        return try connection.run(
            "UPDATE app SET is_payer = ?2, updated_at = ?3 WHERE app_id = ?1",
            app,
            isPayer,
            now
        ) == 1
    }

    func set(sealedPush: Bytes, of app: ID<App>) throws {
        try connection.run(
            """
            INSERT INTO message_push (app_id, sealed) VALUES (?1, ?2)
            ON CONFLICT (app_id) DO UPDATE SET sealed = excluded.sealed
            """,
            app,
            sealedPush
        )
    }

    func sealedPush(of app: ID<App>) throws -> Bytes? {
        try connection.first("SELECT sealed FROM message_push WHERE app_id = ?1", app) {
            try $0.bytes(0)
        }
    }
}
