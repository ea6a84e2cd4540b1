import Basics
import Storage
import TreasureDomain

/// All SQL of the blacklist, and of the switches that hold for all.
struct RuleStore {
    /// What can be switched off for all.
    enum Switch: String, CaseIterable, Sendable {
        /// On: no red packet is paid out.
        case payoutsStopped = "payouts_stopped"
    }

    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func isBlacklisted(_ uid: ID<User>) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM blacklist WHERE uid = ?1",
            uid,
            row: { _ in true }
        ) ?? false
    }

    /// False if the account stands there.
    func blacklist(
        _ uid: ID<User>,
        _ reason: String,
        by administrator: String,
        at time: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO blacklist (uid, reason, operator, at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (uid) DO NOTHING
            """,
            uid,
            reason,
            administrator,
            time
        ) == 1
    }

    /// False if the account does not stand there.
    func unblacklist(_ uid: ID<User>) throws -> Bool {
        try connection.run("DELETE FROM blacklist WHERE uid = ?1", uid) == 1
    }

    func isOn(_ name: Switch) throws -> Bool {
        try connection.first(
            "SELECT is_on FROM switch WHERE name = ?1",
            name.rawValue,
            row: { try $0.bool(0) }
        ) ?? false
    }

    /// Whether it was another way before.
    func set(
        _ name: Switch,
        _ isOn: Bool,
        _ reason: String,
        by administrator: String,
        at time: UnixTime
    ) throws -> Bool {
        guard try self.isOn(name) != isOn else { return false }
        try connection.run(
            """
            INSERT INTO switch (name, is_on, reason, operator, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (name) DO UPDATE SET is_on = excluded.is_on, reason = excluded.reason,
                operator = excluded.operator, at = excluded.at
            """,
            name.rawValue,
            isOn,
            reason,
            administrator,
            time
        )
        return true
    }
}
