import AuthDomain
import Basics
import ServiceKit
import Storage

/// An account as it stands in the file.
struct KnownUser: Sendable, Equatable {
    let uid: ID<User>
    var profile: Profile
    var flags: UserFlags
    var mobile: KnownMobile?
    var banned: UnixTime?
    let created: UnixTime

    var hasVerifiedMobile: Bool { mobile?.verified != nil }
}

/// The mobile of an account.
struct KnownMobile: Sendable, Equatable {
    let number: SealedMobile
    /// Nil for one that was only typed in.
    let verified: UnixTime?
}

extension AuthStore {
    /// Nil for an account that was merged into another one, too.
    func user(_ uid: ID<User>) throws -> KnownUser? {
        try connection.first(
            """
            SELECT uid, nickname, avatar, gender, birthday, country, province, city, language,
                is_email, is_real_name, is_face, is_mp, mobile_hash, sealed_mobile,
                mobile_verified_at, banned_at, created_at
            FROM user_account WHERE uid = ?1 AND merged_into IS NULL
            """,
            uid,
            row: Self.user
        )
    }

    /// A new account about which nothing is known.
    func addUser(at now: UnixTime) throws -> KnownUser {
        let user = KnownUser(
            uid: try connection.nextID(),
            profile: Profile(),
            flags: UserFlags(),
            created: now
        )
        try connection.run(
            """
            INSERT INTO user_account (uid, nickname, avatar, gender, country, province, city,
                language, is_email, is_real_name, is_face, is_mp, created_at)
            VALUES (?1, '', '', 0, '', '', '', '', 0, 0, 0, 0, ?2)
            """,
            user.uid,
            now
        )
        return user
    }

    func set(_ profile: Profile, of uid: ID<User>) throws {
        try connection.run(
            """
            UPDATE user_account SET nickname = ?2, avatar = ?3, gender = ?4, birthday = ?5,
                country = ?6, province = ?7, city = ?8, language = ?9
            WHERE uid = ?1
            """,
            uid,
            profile.nickname,
            profile.avatar,
            profile.gender.rawValue,
            profile.birthday,
            profile.country,
            profile.province,
            profile.city,
            profile.language
        )
    }

    func set(_ flags: UserFlags, of uid: ID<User>) throws {
        try connection.run(
            """
            UPDATE user_account SET is_email = ?2, is_real_name = ?3, is_face = ?4, is_mp = ?5
            WHERE uid = ?1
            """,
            uid,
            flags.isEmail,
            flags.isRealName,
            flags.isFace,
            flags.isMP
        )
    }

    func set(_ mobile: KnownMobile?, of uid: ID<User>) throws {
        try connection.run(
            """
            UPDATE user_account
            SET mobile_hash = ?2, sealed_mobile = ?3, mobile_verified_at = ?4 WHERE uid = ?1
            """,
            uid,
            mobile?.number.mark.octets,
            mobile?.number.sealed,
            mobile?.verified
        )
    }

    func set(banned: UnixTime?, created: UnixTime, of uid: ID<User>) throws {
        try connection.run(
            "UPDATE user_account SET banned_at = ?2, created_at = ?3 WHERE uid = ?1",
            uid,
            banned,
            created
        )
    }

    /// The account that a verified mobile belongs to.
    func user(of mobile: MobileMark) throws -> ID<User>? {
        try connection.first(
            """
            SELECT uid FROM user_account
            WHERE mobile_hash = ?1 AND mobile_verified_at IS NOT NULL
            """,
            mobile.octets,
            row: { try $0.id(0) }
        )
    }

    private static func user(_ row: Row) throws(StorageError) -> KnownUser {
        var profile = Profile()
        profile.nickname = try row.text(1)
        profile.avatar = try row.text(2)
        profile.gender = try row.value(3)
        profile.birthday = try row.optionalDay(4)
        profile.country = try row.text(5)
        profile.province = try row.text(6)
        profile.city = try row.text(7)
        profile.language = try row.text(8)
        var flags = UserFlags()
        flags.isEmail = try row.bool(9)
        flags.isRealName = try row.bool(10)
        flags.isFace = try row.bool(11)
        flags.isMP = try row.bool(12)
        return try KnownUser(
            uid: row.id(0),
            profile: profile,
            flags: flags,
            mobile: mobile(row),
            banned: row.optionalTime(16),
            created: row.time(17)
        )
    }

    private static func mobile(_ row: Row) throws(StorageError) -> KnownMobile? {
        guard let mark = try row.optionalBytes(13) else { return nil }
        return KnownMobile(
            number: SealedMobile(mark: MobileMark(octets: mark), sealed: try row.bytes(14)),
            verified: try row.optionalTime(15)
        )
    }
}
