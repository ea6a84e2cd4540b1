import AuthDomain
import Basics
import ServiceKit
import Storage

/// A message to a mobile, as it is counted. Neither mobile nor address can be read from it.
struct SentSMS: Sendable {
    let mobile: MobileMark
    /// Keyed hash; nil for one that is not counted.
    let address: Bytes?
    let app: ID<App>
}

/// Whose messages are counted.
enum SMSCount: Sendable {
    case mobile(MobileMark)
    case address(Bytes)
    case app(ID<App>)
    case all
}

extension AuthStore {
    /// The moment of the message that fills a window, if it is full. What lies in the future (the
    /// sandbox's clock was put back) does not count.
    func oldest(in window: SMSWindow, of count: SMSCount, at now: UnixTime) throws -> UnixTime? {
        let start = window.start(at: now)
        let skipped = window.count - 1
        switch count {
        case .mobile(let mark):
            return try connection.first(
                """
                SELECT at FROM sms WHERE mobile_hash = ?1 AND at BETWEEN ?2 AND ?3
                ORDER BY at DESC LIMIT 1 OFFSET ?4
                """,
                mark.octets,
                start,
                now,
                skipped,
                row: { try $0.time(0) }
            )
        case .address(let hash):
            return try connection.first(
                """
                SELECT at FROM sms WHERE address_hash = ?1 AND at BETWEEN ?2 AND ?3
                ORDER BY at DESC LIMIT 1 OFFSET ?4
                """,
                hash,
                start,
                now,
                skipped,
                row: { try $0.time(0) }
            )
        case .app(let app):
            return try connection.first(
                """
                SELECT at FROM sms WHERE app_id = ?1 AND at BETWEEN ?2 AND ?3
                ORDER BY at DESC LIMIT 1 OFFSET ?4
                """,
                app,
                start,
                now,
                skipped,
                row: { try $0.time(0) }
            )
        case .all:
            return try connection.first(
                """
                SELECT at FROM sms WHERE at BETWEEN ?1 AND ?2
                ORDER BY at DESC LIMIT 1 OFFSET ?3
                """,
                start,
                now,
                skipped,
                row: { try $0.time(0) }
            )
        }
    }

    /// How many messages went out since a moment.
    func smsCount(since start: UnixTime, at now: UnixTime) throws -> Int {
        try connection.first(
            "SELECT count(*) FROM sms WHERE at BETWEEN ?1 AND ?2",
            start,
            now,
            row: { try Int($0.integer(0)) }
        ) ?? 0
    }

    func add(_ sms: SentSMS, at now: UnixTime) throws -> ID<SentSMS> {
        let id: ID<SentSMS> = try connection.nextID()
        try connection.run(
            "INSERT INTO sms (id, mobile_hash, address_hash, app_id, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            id,
            sms.mobile.octets,
            sms.address,
            sms.app,
            now
        )
        return id
    }

    /// It never went out.
    func forget(_ sms: ID<SentSMS>) throws {
        try connection.run("DELETE FROM sms WHERE id = ?1", sms)
    }

    // MARK: Codes

    /// The newest code of a mobile takes the place of the one before.
    func put(
        _ code: VerifyCode,
        for mobile: MobileMark,
        askedBy asker: ID<WeChatIdentity>
    ) throws {
        try connection.run(
            """
            INSERT INTO sms_code (mobile_hash, code_hash, asked_by, expires_at, wrong_tries,
                strangers_wrong_tries, is_used)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (mobile_hash) DO UPDATE SET
                code_hash = excluded.code_hash, asked_by = excluded.asked_by,
                expires_at = excluded.expires_at, wrong_tries = excluded.wrong_tries,
                strangers_wrong_tries = excluded.strangers_wrong_tries, is_used = excluded.is_used
            """,
            mobile.octets,
            code.hash,
            asker,
            code.expires,
            code.wrongTries,
            code.strangersWrongTries,
            code.isUsed
        )
    }

    /// A mobile's code, and who asked for it.
    func code(
        for mobile: MobileMark
    ) throws -> (code: VerifyCode, asker: ID<WeChatIdentity>)? {
        try connection.first(
            """
            SELECT code_hash, expires_at, wrong_tries, strangers_wrong_tries, is_used, asked_by
            FROM sms_code WHERE mobile_hash = ?1
            """,
            mobile.octets
        ) { row in
            let code = try VerifyCode(
                hash: row.bytes(0),
                expires: row.time(1),
                wrongTries: Int(row.integer(2)),
                strangersWrongTries: Int(row.integer(3)),
                isUsed: row.bool(4)
            )
            return try (code, row.id(5))
        }
    }

    /// That code, if it still is the mobile's, was never good for anything.
    func forgetCode(_ hash: Bytes, for mobile: MobileMark) throws {
        try connection.run(
            "DELETE FROM sms_code WHERE mobile_hash = ?1 AND code_hash = ?2",
            mobile.octets,
            hash
        )
    }

    /// Messages matter for a day, codes for as long as somebody may ask what became of them.
    func forgetSMS(before moment: UnixTime, upTo count: Int) throws -> Int {
        let codes = try connection.run(
            """
            DELETE FROM sms_code WHERE mobile_hash IN
                (SELECT mobile_hash FROM sms_code WHERE expires_at < ?1 LIMIT ?2)
            """,
            moment,
            count
        )
        let messages = try connection.run(
            "DELETE FROM sms WHERE id IN (SELECT id FROM sms WHERE at < ?1 ORDER BY at LIMIT ?2)",
            moment,
            count
        )
        return codes + messages
    }
}
