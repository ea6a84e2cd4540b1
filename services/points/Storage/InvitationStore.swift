import Basics
import PointsDomain
import Storage

/// All SQL of codes to share and of who came by them.
struct InvitationStore {
    let connection: Connection

    // MARK: Codes

    func code(of id: ID<WeChatIdentity>) throws -> ShareCode? {
        let text = try connection.first(
            "SELECT code FROM share_code WHERE iid = ?1",
            id,
            row: { try $0.text(0) }
        )
        guard let text else { return nil }
        guard let code = ShareCode(text) else { throw StorageError.corrupt }
        return code
    }

    func owner(of code: ShareCode) throws -> ID<WeChatIdentity>? {
        try connection.first(
            "SELECT iid FROM share_code WHERE code = ?1",
            code.text,
            row: { try $0.id(0) }
        )
    }

    /// False if somebody has that code, or they have one.
    func give(_ code: ShareCode, to id: ID<WeChatIdentity>) throws -> Bool {
        try connection.run(
            "INSERT INTO share_code (code, iid) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            code.text,
            id
        ) == 1
    }

    func takeCode(of id: ID<WeChatIdentity>) throws {
        try connection.run("DELETE FROM share_code WHERE iid = ?1", id)
    }

    // MARK: Invitations

    /// Notes who brought whom as the inviter's `number`-th; false if the invitee was brought by
    /// somebody before.
    func add(
        _ invitee: ID<WeChatIdentity>,
        by inviter: ID<WeChatIdentity>,
        number: Int64,
        on day: Day,
        at time: UnixTime
    ) throws -> Bool {
        let added = try connection.run(
            """
            INSERT INTO invitation (invitee, inviter, number, day, at)
            VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (invitee) DO NOTHING
            """,
            invitee,
            inviter,
            number,
            day,
            time
        )
        return added == 1
    }

    /// Counts it, unless somebody has counted meanwhile, which an engine with several writers
    /// allows.
    func count(_ number: Int64, of inviter: ID<WeChatIdentity>) throws {
        let counted = try connection.run(
            "UPDATE participant SET invited = ?2 WHERE iid = ?1 AND invited = ?2 - 1",
            inviter,
            number
        )
        guard counted == 1 else { throw StorageError.busy }
    }

    /// A page of those who came, newest first.
    func guests(_ page: Page, of inviter: ID<WeChatIdentity>) throws -> [Guest] {
        try connection.all(
            """
            SELECT coalesce(profile.nickname, ''), coalesce(profile.avatar, ''), invitation.at
            FROM invitation LEFT JOIN profile ON profile.iid = invitation.invitee
            WHERE invitation.inviter = ?1 AND invitation.number
                <= (SELECT invited FROM participant WHERE iid = ?1) - ?2
            ORDER BY invitation.number DESC LIMIT ?3
            """,
            inviter,
            page.skipped,
            page.size,
            row: { try Guest(nickname: $0.text(0), avatar: $0.text(1), at: $0.time(2)) }
        )
    }
}
