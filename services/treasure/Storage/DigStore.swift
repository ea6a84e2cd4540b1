import Basics
import Storage
import TreasureDomain

/// All SQL of a dig. Each step is a statement that does what it asks whether it may; together they
/// are one unit, which is taken back where one of them says no.
struct DigStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Makes the hole one deeper, where this one may dig. Nil if they may not: ``obstacle`` says why.
    func deepen(_ code: TaskCode, by digger: Digger) throws -> Hole? {
        try connection.first(
            """
            UPDATE task SET depth = depth + 1
            WHERE code = ?1 AND state = 'open' AND content = 'pass' AND blocked = 0
                AND publisher <> ?2 AND ends_at > ?3
                AND (mchid = '' OR app = ?4 OR mchid = ?5)
                AND NOT EXISTS (SELECT 1 FROM blacklist WHERE blacklist.uid = ?2)
            RETURNING id, depth, participants, found, prizes
            """,
            code.text,
            digger.uid,
            digger.at,
            digger.app,
            digger.merchant,
            row: {
                try Hole(
                    task: $0.id(0),
                    depth: $0.integer(1),
                    participants: $0.integer(2),
                    found: $0.integer(3),
                    prizes: $0.integer(4)
                )
            }
        )
    }

    /// Notes the dig with whoever dug. Nil if they have won there, or have dug after `latest`.
    func note(_ hole: Hole, by digger: Digger, latest: UnixTime) throws -> Participation? {
        let digs: Int64? = try connection.first(
            """
            UPDATE participant SET digs = digs + 1, last_dig = ?3
            WHERE task = ?1 AND uid = ?2 AND won = 0 AND last_dig <= ?4
            RETURNING digs
            """,
            hole.task,
            digger.uid,
            digger.at,
            latest,
            row: { try $0.integer(0) }
        )
        if digs != nil { return .known }
        let joined: ID<TreasureTask> = try connection.nextID()
        let isNew = try connection.run(
            """
            INSERT INTO participant (task, uid, number, joined, digs, won, last_dig)
            VALUES (?1, ?2, ?3, ?4, 1, 0, ?5) ON CONFLICT (task, uid) DO NOTHING
            """,
            hole.task,
            digger.uid,
            hole.participants + 1,
            joined,
            digger.at
        )
        guard isNew == 1 else { return nil }
        try connection.run(
            "UPDATE task SET participants = participants + 1 WHERE id = ?1",
            hole.task
        )
        return .new
    }

    /// Gives the prize that lies at this depth to whoever dug. Nil where none does.
    func find(in hole: Hole, by digger: Digger) throws -> ID<Prize>? {
        let prize: ID<Prize>? = try connection.first(
            """
            UPDATE prize SET state = 'undrawn', winner = ?3, winner_iid = ?4, won_at = ?5
            WHERE task = ?1 AND depth = ?2 AND state = 'buried' RETURNING id
            """,
            hole.task,
            hole.depth,
            digger.uid,
            digger.identity,
            digger.at,
            row: { try $0.id(0) }
        )
        guard let prize else { return nil }
        let place: ID<Prize> = try connection.nextID()
        try connection.run("UPDATE prize SET found = ?2 WHERE id = ?1", prize, place)
        try connection.run("UPDATE task SET found = found + 1 WHERE id = ?1", hole.task)
        try connection.run(
            "UPDATE participant SET won = 1 WHERE task = ?1 AND uid = ?2",
            hole.task,
            digger.uid
        )
        return prize
    }

    /// How things stand between a task and somebody whose dig was not taken.
    func obstacle(_ code: TaskCode, for uid: ID<User>) throws -> Obstacle? {
        try connection.first(
            """
            SELECT task.publisher, task.state, task.content, task.blocked, task.ends_at,
                participant.won, participant.last_dig,
                (SELECT 1 FROM blacklist WHERE blacklist.uid = ?2)
            FROM task LEFT JOIN participant
                ON participant.task = task.id AND participant.uid = ?2
            WHERE task.code = ?1
            """,
            code.text,
            uid,
            row: {
                try Obstacle(
                    publisher: $0.id(0),
                    state: $0.value(1),
                    content: $0.value(2),
                    isBlocked: $0.bool(3),
                    endsAt: $0.optionalTime(4),
                    hasDug: $0.optionalInteger(5) != nil,
                    hasWon: $0.optionalInteger(5) == 1,
                    isBlacklisted: $0.optionalInteger(7) != nil
                )
            }
        )
    }
}

extension DigStore {
    /// Who digs, and when.
    struct Digger: Sendable {
        let uid: ID<User>
        let identity: ID<WeChatIdentity>
        let app: ID<App>
        /// Through which red packets are paid out in that mini-program; empty for none.
        let merchant: String
        let at: UnixTime
    }

    /// A task that has got one deeper.
    struct Hole: Sendable {
        let task: ID<TreasureTask>
        /// With this dig.
        let depth: Int64
        /// Without this one.
        let participants: Int64
        let found: Int64
        let prizes: Int64
    }

    /// Whether somebody has dug there before.
    enum Participation: Sendable {
        case known, new
    }

    /// What may stand between a task and somebody who would dig there.
    struct Obstacle: Sendable {
        let publisher: ID<User>
        let state: TreasureTask.State
        let content: ContentState
        let isBlocked: Bool
        let endsAt: UnixTime?
        let hasDug: Bool
        let hasWon: Bool
        let isBlacklisted: Bool

        /// The one refusal that it comes to; nil where nothing stands in the way by now.
        func refusal(for uid: ID<User>, at now: UnixTime) -> Dig.Refusal? {
            let isOwn = publisher == uid
            let isPublished = content == .pass && !isBlocked && (state == .open || state.isOver)
            guard isPublished || isOwn || hasDug else { return .taskUnknown }
            if isBlacklisted { return .blacklisted }
            if state.isOver || isBlocked { return .ended }
            if isOwn { return .ofOneself }
            guard state == .open, content == .pass, let endsAt else { return .notOpen }
            if endsAt <= now { return .ended }
            return hasWon ? .hasWon : nil
        }
    }
}
