import Basics
import ServiceKit
import Storage

extension AuthStore {
    /// Nothing of a WeChat identity stays; its sessions were ended before.
    func eraseIdentity(_ iid: ID<WeChatIdentity>) throws {
        try connection.run("DELETE FROM content_check WHERE iid = ?1", iid)
        try connection.run("DELETE FROM session WHERE iid = ?1", iid)
        try connection.run("DELETE FROM registration WHERE iid = ?1", iid)
        try connection.run("DELETE FROM identity WHERE iid = ?1", iid)
    }

    /// Nothing of an account stays, nor of those that were merged into it.
    func eraseUser(_ uid: ID<User>) throws {
        try connection.run("DELETE FROM scene WHERE uid = ?1", uid)
        try connection.run("DELETE FROM user_account WHERE merged_into = ?1", uid)
        try connection.run("DELETE FROM user_account WHERE uid = ?1", uid)
    }

    /// A code that has not been used yet. Messages stay counted for their day, as hashes.
    func eraseCode(for mobile: MobileMark) throws {
        try connection.run("DELETE FROM sms_code WHERE mobile_hash = ?1", mobile.octets)
    }

    func noteDeparture(_ mark: Bytes) throws {
        try connection.run("INSERT INTO departure (mark) VALUES (?1) ON CONFLICT DO NOTHING", mark)
    }

    func isDeparture(_ mark: Bytes) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM departure WHERE mark = ?1",
            mark,
            row: { _ in true }
        ) ?? false
    }
}
