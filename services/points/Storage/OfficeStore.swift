import Basics
import PointsDomain
import Storage

/// What the back office reads: whole rows, in pages that begin behind a row.
struct OfficeStore {
    /// A participant with all that is known of them.
    struct ParticipantSummary: Sendable {
        let id: ID<WeChatIdentity>
        let app: ID<App>
        let openid: ExternalID
        let nickname: String
        let avatar: String
        let balance: Int64
        let entries: Int64
        let invited: Int64
        let isClosed: Bool
        let created: UnixTime
    }

    /// A row of a ledger with all that stands in it.
    struct Entry: Sendable {
        let number: Int64
        let ref: String
        let task: String
        let points: Int64
        let balanceAfter: Int64
        let ruleVersion: Int64
        let multiplier: Int64
        let note: String
        let at: UnixTime
    }

    let connection: Connection

    /// Participants by their number, those behind `after`.
    func summaries(after: ID<WeChatIdentity>, upTo limit: Int64) throws -> [ParticipantSummary] {
        try connection.all(
            """
            SELECT participant.iid, app, openid, coalesce(nickname, ''), coalesce(avatar, ''),
                balance, entries, invited, closed, created
            FROM participant LEFT JOIN profile ON profile.iid = participant.iid
            WHERE participant.iid > ?1 ORDER BY participant.iid LIMIT ?2
            """,
            after,
            limit,
            row: Self.summary
        )
    }

    func summary(of id: ID<WeChatIdentity>) throws -> ParticipantSummary? {
        try connection.first(
            """
            SELECT participant.iid, app, openid, coalesce(nickname, ''), coalesce(avatar, ''),
                balance, entries, invited, closed, created
            FROM participant LEFT JOIN profile ON profile.iid = participant.iid
            WHERE participant.iid = ?1
            """,
            id,
            row: Self.summary
        )
    }

    /// The rows of somebody's ledger that come behind a number, oldest first.
    func entries(
        of id: ID<WeChatIdentity>,
        after number: Int64,
        upTo limit: Int64
    ) throws -> [Entry] {
        try connection.all(
            """
            SELECT number, ref, task, points, balance_after, rule_version, multiplier, note, at
            FROM ledger WHERE iid = ?1 AND number > ?2 ORDER BY number LIMIT ?3
            """,
            id,
            number,
            limit,
            row: { row in
                try Entry(
                    number: row.integer(0),
                    ref: row.text(1),
                    task: row.text(2),
                    points: row.integer(3),
                    balanceAfter: row.integer(4),
                    ruleVersion: row.integer(5),
                    multiplier: row.integer(6),
                    note: row.text(7),
                    at: row.time(8)
                )
            }
        )
    }

    private static func summary(_ row: Row) throws(StorageError) -> ParticipantSummary {
        try ParticipantSummary(
            id: row.id(0),
            app: row.id(1),
            openid: row.octets(2),
            nickname: row.text(3),
            avatar: row.text(4),
            balance: row.integer(5),
            entries: row.integer(6),
            invited: row.integer(7),
            isClosed: row.bool(8),
            created: row.time(9)
        )
    }
}
