import Basics
import Storage
import TreasureDomain

extension OfficeStore {
    /// A prize with the task in which it lies.
    struct PrizeRow: Sendable {
        let prize: Prize
        let code: TaskCode
        let name: String
        let money: Money
        let taskIsOver: Bool
        let drawnAt: UnixTime?
        /// Its place among all that were found; nil for one that was not.
        let place: Int64?
    }

    /// The prizes of a task behind this number, from above.
    func prizes(
        of task: ID<TreasureTask>,
        after number: Int64,
        upTo limit: Int64
    ) throws -> [PrizeRow] {
        try connection.all(
            """
            SELECT prize.id, prize.task, prize.number, prize.depth, prize.state, prize.winner,
                prize.won_at, task.code, task.name, task.money, task.state, prize.drawn_at,
                prize.found
            FROM prize JOIN task ON task.id = prize.task
            WHERE prize.task = ?1 AND prize.number > ?2 ORDER BY prize.number LIMIT ?3
            """,
            task,
            number,
            limit,
            row: Self.prize
        )
    }

    /// What somebody has found before this one, the newest first.
    func prizes(wonBy uid: ID<User>, before place: Int64, upTo limit: Int64) throws -> [PrizeRow] {
        try connection.all(
            """
            SELECT prize.id, prize.task, prize.number, prize.depth, prize.state, prize.winner,
                prize.won_at, task.code, task.name, task.money, task.state, prize.drawn_at,
                prize.found
            FROM prize JOIN task ON task.id = prize.task
            WHERE prize.winner = ?1 AND prize.found < ?2 ORDER BY prize.found DESC LIMIT ?3
            """,
            uid,
            place,
            limit,
            row: Self.prize
        )
    }

    /// All prizes that were found behind this one, in the order in which they were.
    func foundPrizes(after place: Int64, upTo limit: Int64) throws -> [PrizeRow] {
        try connection.all(
            """
            SELECT prize.id, prize.task, prize.number, prize.depth, prize.state, prize.winner,
                prize.won_at, task.code, task.name, task.money, task.state, prize.drawn_at,
                prize.found
            FROM prize JOIN task ON task.id = prize.task
            WHERE prize.found > ?1 ORDER BY prize.found LIMIT ?2
            """,
            place,
            limit,
            row: Self.prize
        )
    }

    private static func prize(_ row: Row) throws -> PrizeRow {
        let state: TreasureTask.State = try row.value(10)
        return try PrizeRow(
            prize: PrizeStore.prize(row),
            code: TaskCode(stored: row.text(7)),
            name: row.text(8),
            money: row.money(9),
            taskIsOver: state.isOver,
            drawnAt: row.optionalTime(11),
            place: row.optionalInteger(12)
        )
    }

    // MARK: People

    /// What somebody has done in one task.
    struct DigRow: Sendable {
        let code: TaskCode
        let name: String
        let digs: Int64
        let hasWon: Bool
        let lastDig: UnixTime
        let place: Int64
    }

    /// The tasks in which somebody has dug before this place, the newest first.
    func digs(of uid: ID<User>, before place: Int64, upTo limit: Int64) throws -> [DigRow] {
        try connection.all(
            """
            SELECT task.code, task.name, participant.digs, participant.won, participant.last_dig,
                participant.joined
            FROM participant JOIN task ON task.id = participant.task
            WHERE participant.uid = ?1 AND participant.joined < ?2
            ORDER BY participant.joined DESC LIMIT ?3
            """,
            uid,
            place,
            limit,
            row: {
                try DigRow(
                    code: TaskCode(stored: $0.text(0)),
                    name: $0.text(1),
                    digs: $0.integer(2),
                    hasWon: $0.bool(3),
                    lastDig: $0.time(4),
                    place: $0.integer(5)
                )
            }
        )
    }

    /// An account that may neither publish nor dig.
    struct Listed: Sendable {
        let uid: ID<User>
        let nickname: String
        let reason: String
        let administrator: String
        let at: UnixTime
    }

    func listed(_ uid: ID<User>) throws -> Listed? {
        try connection.first(
            """
            SELECT blacklist.uid, person.nickname, blacklist.reason, blacklist.operator,
                blacklist.at
            FROM blacklist LEFT JOIN person ON person.uid = blacklist.uid
            WHERE blacklist.uid = ?1
            """,
            uid,
            row: Self.listed
        )
    }

    func blacklist(after uid: Int64, upTo limit: Int64) throws -> [Listed] {
        try connection.all(
            """
            SELECT blacklist.uid, person.nickname, blacklist.reason, blacklist.operator,
                blacklist.at
            FROM blacklist LEFT JOIN person ON person.uid = blacklist.uid
            WHERE blacklist.uid > ?1 ORDER BY blacklist.uid LIMIT ?2
            """,
            uid,
            limit,
            row: Self.listed
        )
    }

    private static func listed(_ row: Row) throws -> Listed {
        try Listed(
            uid: row.id(0),
            nickname: row.optionalText(1) ?? "",
            reason: row.text(2),
            administrator: row.text(3),
            at: row.time(4)
        )
    }
}
