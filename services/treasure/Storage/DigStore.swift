import Basics
import Storage
import TreasureDomain

/// All SQL of a dig. It is asked first what stands in the way, so that a dig that is refused, as
/// many are, has written nothing; and each step asks again in its own statement whether it may.
/// Together they are one unit, which is taken back where one of them says no.
struct DigStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How things stand between a task and somebody who would dig there; nil for no task.
    func ground(_ code: TaskCode, for digger: Digger) throws -> Ground? {
        try connection.first(
            """
            SELECT task.id, task.publisher, task.state, task.content, task.blocked, task.ends_at,
                CASE WHEN task.mchid = '' OR task.app = ?3 OR task.mchid = ?4 THEN 1 ELSE 0 END,
                participant.won, participant.last_dig,
                (SELECT 1 FROM blacklist WHERE blacklist.uid = ?2),
                (SELECT player.digs_today FROM player WHERE player.uid = ?2 AND player.day = ?5)
            FROM task LEFT JOIN participant
                ON participant.task = task.id AND participant.uid = ?2
            WHERE task.code = ?1
            """,
            code.text,
            digger.uid,
            digger.app,
            digger.merchant,
            digger.day,
            row: {
                try Ground(
                    task: $0.id(0),
                    publisher: $0.id(1),
                    state: $0.value(2),
                    content: $0.value(3),
                    isBlocked: $0.bool(4),
                    endsAt: $0.optionalTime(5),
                    isPayable: $0.bool(6),
                    hasWon: $0.optionalInteger(7) == 1,
                    lastDig: $0.optionalTime(8),
                    isBlacklisted: $0.optionalInteger(9) != nil,
                    digsToday: $0.optionalInteger(10) ?? 0
                )
            }
        )
    }

    /// Makes the hole one deeper. Nil if it cannot be dug any more.
    func deepen(_ ground: Ground, by digger: Digger) throws -> Hole? {
        try connection.first(
            """
            UPDATE task SET depth = depth + 1, participants = participants + ?4
            WHERE id = ?1 AND state = 'open' AND content = 'pass' AND blocked = 0
                AND publisher <> ?2 AND ends_at > ?3
            RETURNING depth, participants, found, prizes
            """,
            ground.task,
            digger.uid,
            digger.at,
            ground.lastDig == nil,
            row: {
                try Hole(
                    task: ground.task,
                    depth: $0.integer(0),
                    participants: $0.integer(1),
                    found: $0.integer(2),
                    prizes: $0.integer(3)
                )
            }
        )
    }

    /// Notes the dig with whoever dug. False if they have won there, or still cool down.
    func note(
        _ hole: Hole,
        _ ground: Ground,
        by digger: Digger,
        after coolDown: CoolDown
    ) throws -> Bool {
        guard ground.lastDig == nil else {
            return try connection.run(
                """
                UPDATE participant SET digs = digs + 1, last_dig = ?3
                WHERE task = ?1 AND uid = ?2 AND won = 0
                    AND (last_dig <= ?4 OR last_dig > ?5)
                """,
                hole.task,
                digger.uid,
                digger.at,
                coolDown.latestDig(at: digger.at),
                coolDown.impossibleDig(at: digger.at)
            ) == 1
        }
        let joined: ID<TreasureTask> = try connection.nextID()
        return try connection.run(
            """
            INSERT INTO participant (task, uid, number, joined, digs, won, last_dig)
            VALUES (?1, ?2, ?3, ?4, 1, 0, ?5) ON CONFLICT (task, uid) DO NOTHING
            """,
            hole.task,
            digger.uid,
            hole.participants,
            joined,
            digger.at
        ) == 1
    }

    /// Gives the prize that lies at this depth to whoever dug. False where none does.
    func find(in hole: Hole, by digger: Digger) throws -> Bool {
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
        guard let prize else { return false }
        let place: ID<Prize> = try connection.nextID()
        try connection.run("UPDATE prize SET found = ?2 WHERE id = ?1", prize, place)
        try connection.run("UPDATE task SET found = found + 1 WHERE id = ?1", hole.task)
        try connection.run(
            "UPDATE participant SET won = 1 WHERE task = ?1 AND uid = ?2",
            hole.task,
            digger.uid
        )
        return true
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

        var day: Day { CivilZone.china.day(at: at) }
    }

    /// A task that has got one deeper; with this dig and whoever dug.
    struct Hole: Sendable {
        let task: ID<TreasureTask>
        let depth: Int64
        let participants: Int64
        /// Without this dig.
        let found: Int64
        let prizes: Int64
    }

    /// What may stand between a task and somebody who would dig there.
    struct Ground: Sendable {
        let task: ID<TreasureTask>
        let publisher: ID<User>
        let state: TreasureTask.State
        let content: ContentState
        let isBlocked: Bool
        let endsAt: UnixTime?
        /// Whether its red packets could be paid out to this one.
        let isPayable: Bool
        let hasWon: Bool
        /// Nil for whoever has not dug there.
        let lastDig: UnixTime?
        let isBlacklisted: Bool
        let digsToday: Int64

        /// What it comes to; nil where nothing stands in the way.
        func refusal(
            of digger: Digger,
            _ coolDown: CoolDown,
            digsPerDay: Int64
        ) -> Dig.Refusal? {
            let isOwn = publisher == digger.uid
            let isPublished = content == .pass && !isBlocked && (state == .open || state.isOver)
            guard isPublished || isOwn || lastDig != nil else { return .taskUnknown }
            if isBlacklisted { return .blacklisted }
            if state.isOver || isBlocked { return .ended }
            if isOwn { return .ofOneself }
            guard state == .open, content == .pass, let endsAt else { return .notOpen }
            if endsAt <= digger.at { return .ended }
            if hasWon { return .hasWon }
            if coolDown.left(since: lastDig, at: digger.at) > 0 { return .coolingDown }
            if !isPayable { return .otherMerchant }
            return digsToday >= digsPerDay ? .tooManyToday : nil
        }
    }
}
