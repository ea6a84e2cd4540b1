import AuthDomain
import Basics
import ServiceKit
import Storage

/// An account whose mobile is verified.
struct BoundUser: Sendable, Equatable {
    let name: String
    let mobile: Mobile
}

extension AuthStore {
    /// Registers an identity with a contract; false if it was.
    func register(
        _ iid: ID<WeChatIdentity>,
        with interface: LogInInterface,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO registration (iid, contract, created_at) VALUES (?1, ?2, ?3)
            ON CONFLICT (iid, contract) DO NOTHING
            """,
            iid,
            interface.rawValue,
            now
        ) == 1
    }

    /// The account of the same person in another of our mini-programs.
    func user(of unionid: Octets) throws -> ID<User>? {
        try connection.first(
            "SELECT uid FROM identity WHERE unionid = ?1 AND uid IS NOT NULL ORDER BY iid LIMIT 1",
            unionid,
            row: { $0.id(0) }
        )
    }

    func addUser(name: String = "", at now: UnixTime) throws -> ID<User> {
        let uid: ID<User> = try connection.nextID()
        try connection.run(
            "INSERT INTO user_account (uid, name, created_at) VALUES (?1, ?2, ?3)",
            uid,
            name,
            now
        )
        return uid
    }

    /// The account that a mobile belongs to.
    func user(of mobile: MobileMark) throws -> ID<User>? {
        try connection.first(
            "SELECT uid FROM user_account WHERE mobile_hash = ?1",
            mobile.octets,
            row: { $0.id(0) }
        )
    }

    /// A mobile that is proven to be the user's. A unit in which another one has it fails.
    func set(verified mobile: SealedMobile, of uid: ID<User>, at now: UnixTime) throws {
        try connection.run(
            """
            UPDATE user_account
            SET mobile_hash = ?2, sealed_mobile = ?3, mobile_verified_at = ?4 WHERE uid = ?1
            """,
            uid,
            mobile.mark.octets,
            mobile.sealed,
            now
        )
    }

    /// What merchants calls bound: nil without a verified mobile.
    func boundUser(_ uid: ID<User>, opening mobiles: MobileVault) throws -> BoundUser? {
        let row = try connection.first(
            """
            SELECT name, sealed_mobile FROM user_account
            WHERE uid = ?1 AND mobile_verified_at IS NOT NULL
            """,
            uid,
            row: { (name: $0.text(0), sealed: $0.bytes(1)) }
        )
        guard let row else { return nil }
        return BoundUser(name: row.name, mobile: try mobiles.open(row.sealed, of: uid))
    }
}
