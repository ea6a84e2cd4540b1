import Basics
import Storage
import TreasureDomain

/// All SQL of prizes, but for how they are found.
struct PrizeStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func prize(_ id: ID<Prize>) throws -> Prize? {
        try connection.first(
            "SELECT id, task, number, depth, state, winner, won_at FROM prize WHERE id = ?1",
            id,
            row: Self.prize
        )
    }

    /// All prizes of a task, from above.
    func prizes(of task: ID<TreasureTask>) throws -> [Prize] {
        try connection.all(
            """
            SELECT id, task, number, depth, state, winner, won_at FROM prize
            WHERE task = ?1 ORDER BY number LIMIT 1000
            """,
            task,
            row: Self.prize
        )
    }

    /// What somebody has won in a task, what can still be claimed first. As a rule it is one: two
    /// accounts that have become one may have won each.
    func prizes(of task: ID<TreasureTask>, wonBy uid: ID<User>) throws -> [Prize] {
        try connection.all(
            """
            SELECT id, task, number, depth, state, winner, won_at FROM prize
            WHERE winner = ?2 AND task = ?1 LIMIT 10
            """,
            task,
            uid,
            row: Self.prize
        ).sorted { ($0.state.isOpen ? 0 : 1, $0.number) < ($1.state.isOpen ? 0 : 1, $1.number) }
    }

    /// A step from one state to another; false if it is in none of these.
    func move(
        _ id: ID<Prize>,
        from former: Prize.State,
        to next: Prize.State,
        at time: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE prize SET state = ?3,
                drawn_at = CASE WHEN ?3 = 'drawn' THEN ?4 ELSE drawn_at END
            WHERE id = ?1 AND state = ?2
            """,
            id,
            former.rawValue,
            next.rawValue,
            time
        ) == 1
    }

    static func prize(_ row: Row) throws -> Prize {
        try Prize(
            id: row.id(0),
            task: row.id(1),
            number: row.integer(2),
            depth: row.integer(3),
            state: row.value(4),
            winner: row.optionalID(5),
            wonAt: row.optionalTime(6)
        )
    }
}
