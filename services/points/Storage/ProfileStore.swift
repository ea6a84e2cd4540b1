import Basics
import PointsDomain
import Storage

/// All SQL of what auth tells of people. Events of one account may overtake those of another
/// subject, so each row remembers the latest one that it was written by.
struct ProfileStore {
    let connection: Connection

    /// Takes a whole profile over, unless something later is known.
    func put(_ profile: Profile, of id: ID<WeChatIdentity>, seq: Int64) throws {
        try connection.run(
            """
            INSERT INTO profile (iid, uid, nickname, avatar, is_phone, is_email, is_real_name,
                is_face, is_mp, seq)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            ON CONFLICT (iid) DO UPDATE SET
                uid = excluded.uid, nickname = excluded.nickname, avatar = excluded.avatar,
                is_phone = excluded.is_phone, is_email = excluded.is_email,
                is_real_name = excluded.is_real_name, is_face = excluded.is_face,
                is_mp = excluded.is_mp, seq = excluded.seq
            WHERE profile.seq < excluded.seq
            """,
            id,
            profile.uid,
            profile.nickname,
            profile.avatar,
            profile.flags.isPhone,
            profile.flags.isEmail,
            profile.flags.isRealName,
            profile.flags.isFace,
            profile.flags.isMP,
            seq
        )
    }

    /// Notes whose identity it is, unless something later is known.
    func note(_ uid: ID<User>, of id: ID<WeChatIdentity>, seq: Int64) throws {
        try connection.run(
            """
            INSERT INTO profile (iid, uid, nickname, avatar, is_phone, is_email, is_real_name,
                is_face, is_mp, seq)
            VALUES (?1, ?2, '', '', 0, 0, 0, 0, 0, ?3)
            ON CONFLICT (iid) DO UPDATE SET uid = excluded.uid, seq = excluded.seq
            WHERE profile.seq < excluded.seq
            """,
            id,
            uid,
            seq
        )
    }

    /// Notes a verified phone, unless something later is known.
    func notePhone(_ uid: ID<User>, of id: ID<WeChatIdentity>, seq: Int64) throws {
        try connection.run(
            """
            INSERT INTO profile (iid, uid, nickname, avatar, is_phone, is_email, is_real_name,
                is_face, is_mp, seq)
            VALUES (?1, ?2, '', '', 1, 0, 0, 0, 0, ?3)
            ON CONFLICT (iid) DO UPDATE SET
                uid = excluded.uid, is_phone = excluded.is_phone, seq = excluded.seq
            WHERE profile.seq < excluded.seq
            """,
            id,
            uid,
            seq
        )
    }

    /// Forgets everything, for good: no event is later than this.
    func forget(_ id: ID<WeChatIdentity>) throws {
        try connection.run(
            """
            INSERT INTO profile (iid, uid, nickname, avatar, is_phone, is_email, is_real_name,
                is_face, is_mp, seq)
            VALUES (?1, NULL, '', '', 0, 0, 0, 0, 0, ?2)
            ON CONFLICT (iid) DO UPDATE SET
                uid = NULL, nickname = '', avatar = '', is_phone = 0, is_email = 0,
                is_real_name = 0, is_face = 0, is_mp = 0, seq = excluded.seq
            """,
            id,
            Int64.max
        )
    }

    func uid(of id: ID<WeChatIdentity>) throws -> ID<User>? {
        let uid: ID<User>?? = try connection.first(
            "SELECT uid FROM profile WHERE iid = ?1",
            id,
            row: { try $0.optionalID(0) }
        )
        return uid ?? nil
    }

    /// Whether an account has a further identity.
    func has(_ uid: ID<User>, besides id: ID<WeChatIdentity>) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM profile WHERE uid = ?1 AND iid <> ?2",
            uid,
            id,
            row: { _ in true }
        ) ?? false
    }

    /// The flags of an account; none for somebody of whom nothing is known.
    func flags(of id: ID<WeChatIdentity>) throws -> Certificates.Flags {
        try connection.first(
            """
            SELECT is_phone, is_email, is_real_name, is_face, is_mp FROM profile WHERE iid = ?1
            """,
            id,
            row: { row in
                var flags = Certificates.Flags()
                flags.isPhone = try row.bool(0)
                flags.isEmail = try row.bool(1)
                flags.isRealName = try row.bool(2)
                flags.isFace = try row.bool(3)
                flags.isMP = try row.bool(4)
                return flags
            }
        ) ?? Certificates.Flags()
    }
}
