import Basics
import Storage
import TreasureDomain

/// All SQL of tasks themselves: one by one here, what changes them in `TaskStore+Steps.swift`, how
/// they are published in `TaskStore+Publishing.swift`.
struct TaskStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func task(_ code: TaskCode) throws -> TreasureTask? {
        try connection.first(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at
            FROM task WHERE code = ?1
            """,
            code.text,
            row: Self.task
        )
    }

    func task(_ id: ID<TreasureTask>) throws -> TreasureTask? {
        try connection.first(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at
            FROM task WHERE id = ?1
            """,
            id,
            row: Self.task
        )
    }

    /// The tasks that show a picture and are not over.
    func tasks(showing upload: Int64) throws -> [TreasureTask] {
        try connection.all(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at
            FROM task WHERE upload = ?1 AND state IN ('draft', 'awaiting_payment', 'open')
            ORDER BY id LIMIT 1000
            """,
            upload,
            row: Self.task
        )
    }

    /// What was drawn for a task. Nobody is shown it before the task has ended.
    func seed(of id: ID<TreasureTask>) throws -> Bytes? {
        try connection.first("SELECT seed FROM task WHERE id = ?1", id, row: { try $0.bytes(0) })
    }

    /// Why it has ended; nil as long as it has not.
    func endReason(of id: ID<TreasureTask>) throws -> TreasureTask.EndReason? {
        try connection.first(
            "SELECT end_reason FROM task WHERE id = ?1 AND end_reason <> ''",
            id,
            row: { try $0.value(0) }
        )
    }

    static func task(_ row: Row) throws -> TreasureTask {
        try TreasureTask(
            id: row.id(0),
            code: TaskCode(stored: row.text(1)),
            publisher: row.id(2),
            publisherIdentity: row.id(3),
            app: row.id(4),
            merchant: row.text(5),
            state: row.value(6),
            content: row.value(7),
            isBlocked: row.bool(8),
            payoutsStopped: row.bool(9),
            isPaid: row.bool(10),
            terms: terms(row, from: 11),
            words: words(row, from: 19),
            depth: row.integer(24),
            participants: row.integer(25),
            found: row.integer(26),
            payBy: row.optionalTime(27),
            endsAt: row.optionalTime(28),
            createdAt: row.time(29)
        )
    }

    /// `kind, money, handover, is_public, prizes, forecast, spacing, fluctuation`.
    static func terms(_ row: Row, from column: Int) throws -> TreasureTask.Terms {
        try TreasureTask.Terms(
            kind: row.value(column),
            money: row.money(column + 1),
            handover: row.value(column + 2),
            isPublic: row.bool(column + 3),
            hunt: Hunt(
                prizes: row.integer(column + 4),
                forecast: row.integer(column + 5),
                interval: row.integer(column + 6),
                fluctuation: row.integer(column + 7)
            )
        )
    }

    /// `signature, name, synopsis, picture, thumbnail`.
    static func words(_ row: Row, from column: Int) throws -> TreasureTask.Words {
        try TreasureTask.Words(
            signature: row.text(column),
            name: row.text(column + 1),
            synopsis: row.text(column + 2),
            picture: row.text(column + 3),
            thumbnail: row.text(column + 4)
        )
    }
}
