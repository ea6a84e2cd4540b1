import AuthDomain
import Basics
import ServiceKit
import Storage

/// An account whose mobile is verified.
struct BoundUser: Sendable, Equatable {
    let name: String
    let mobile: String
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

    func addUser(
        name: String = "",
        verifiedMobile: String? = nil,
        at now: UnixTime
    ) throws -> ID<User> {
        let uid: ID<User> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO user_account (uid, name, mobile, mobile_verified_at, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5)
            """,
            uid,
            name,
            verifiedMobile,
            verifiedMobile.map { _ in now },
            now
        )
        return uid
    }

    /// The account that a mobile belongs to.
    func user(ofMobile mobile: String) throws -> ID<User>? {
        try connection.first(
            "SELECT uid FROM user_account WHERE mobile = ?1",
            mobile,
            row: { $0.id(0) }
        )
    }

    /// What merchants calls bound: nil without a verified mobile.
    func boundUser(_ uid: ID<User>) throws -> BoundUser? {
        try connection.first(
            """
            SELECT name, mobile FROM user_account
            WHERE uid = ?1 AND mobile_verified_at IS NOT NULL
            """,
            uid,
            row: { BoundUser(name: $0.text(0), mobile: $0.text(1)) }
        )
    }
}
