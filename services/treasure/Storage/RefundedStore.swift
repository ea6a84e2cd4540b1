import Basics
import Storage
import TreasureDomain

/// All SQL of prizes whose money goes back to the publisher.
struct RefundedStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How many nobody had won when the task ended.
    func unwon(of task: ID<TreasureTask>) throws -> Int64 {
        try connection.first(
            "SELECT count(*) FROM prize WHERE task = ?1 AND state = 'unwon'",
            task
        ) { try $0.integer(0) } ?? 0
    }

    /// The money of what nobody had won is back.
    func refundUnwon(of task: ID<TreasureTask>) throws {
        try connection.run(
            "UPDATE prize SET state = 'refunded' WHERE task = ?1 AND state = 'unwon'",
            task
        )
    }

    /// What was won until then and is still unclaimed lapses; also what was claimed on site and
    /// never fetched. A red packet that is on its way does not: its transfer ends first.
    func lapse(of task: ID<TreasureTask>, wonUntil time: UnixTime) throws {
        try connection.run(
            """
            UPDATE prize SET state = 'lapsed'
            WHERE task = ?1 AND won_at <= ?2 AND (state = 'undrawn'
                OR (state = 'drawing' AND EXISTS (
                    SELECT 1 FROM task WHERE task.id = prize.task AND task.kind = 2)))
            """,
            task,
            time
        )
    }

    /// Tasks with prizes that were won until then and are still unclaimed; not those whose red packets
    /// are held back, which are all where `isStopped`.
    func overdue(
        wonUntil time: UnixTime,
        isStopped: Bool,
        limit: Int
    ) throws -> [ID<TreasureTask>] {
        try connection.all(
            """
            SELECT DISTINCT prize.task FROM prize JOIN task ON task.id = prize.task
            WHERE prize.state = 'undrawn' AND prize.won_at <= ?1
                AND (task.kind = 2 OR (task.payouts_stopped = 0 AND ?2 = 0))
            LIMIT ?3
            """,
            time,
            isStopped,
            limit
        ) { try $0.id(0) }
    }

    /// When the oldest of those was won that can still lapse.
    func oldestOpen(of task: ID<TreasureTask>) throws -> UnixTime? {
        try connection.first(
            """
            SELECT min(won_at) FROM prize WHERE task = ?1 AND state IN ('undrawn', 'drawing')
            """,
            task
        ) { try $0.optionalTime(0) } ?? nil
    }
}
