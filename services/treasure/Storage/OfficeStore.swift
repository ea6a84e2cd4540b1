import Basics
import Storage
import TreasureDomain

/// What the back office reads of tasks, in parts that begin behind a row. Of people and prizes:
/// `OfficeStore+People.swift`; figures and settlement: `OfficeStore+Figures.swift`.
struct OfficeStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A task with what the back office wants to know beside it.
    struct TaskRow: Sendable {
        let task: TreasureTask
        let commitment: String
        let endedAt: UnixTime?
        /// Empty as long as it has not ended.
        let endReason: String
        /// Of its publisher; empty where none is known.
        let nickname: String
    }

    /// Tasks before this one, the newest first.
    func tasks(before id: Int64, upTo limit: Int64) throws -> [TaskRow] {
        try connection.all(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at, commitment, ended_at, end_reason, nickname
            FROM task LEFT JOIN person ON person.uid = task.publisher
            WHERE id < ?1 ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            row: Self.task
        )
    }

    func tasks(
        in state: TreasureTask.State,
        before id: Int64,
        upTo limit: Int64
    ) throws -> [TaskRow] {
        try connection.all(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at, commitment, ended_at, end_reason, nickname
            FROM task LEFT JOIN person ON person.uid = task.publisher
            WHERE state = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
            """,
            state.rawValue,
            id,
            limit,
            row: Self.task
        )
    }

    func tasks(of publisher: ID<User>, before id: Int64, upTo limit: Int64) throws -> [TaskRow] {
        try connection.all(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at, commitment, ended_at, end_reason, nickname
            FROM task LEFT JOIN person ON person.uid = task.publisher
            WHERE publisher = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3
            """,
            publisher,
            id,
            limit,
            row: Self.task
        )
    }

    /// Tasks that wait for a person behind this one, the oldest first.
    func reviews(after id: Int64, upTo limit: Int64) throws -> [TaskRow] {
        try connection.all(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at, commitment, ended_at, end_reason, nickname
            FROM task LEFT JOIN person ON person.uid = task.publisher
            WHERE content = 'review' AND blocked = 0 AND id > ?1
                AND state IN ('draft', 'awaiting_payment', 'open')
            ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.task
        )
    }

    func task(_ code: TaskCode) throws -> TaskRow? {
        try connection.first(
            """
            SELECT id, code, publisher, publisher_iid, app, mchid, state, content, blocked,
                payouts_stopped, paid, kind, money, handover, is_public, prizes, forecast, spacing,
                fluctuation, signature, name, synopsis, picture, thumbnail, depth, participants,
                found, pay_by, ends_at, created_at, commitment, ended_at, end_reason, nickname
            FROM task LEFT JOIN person ON person.uid = task.publisher
            WHERE code = ?1
            """,
            code.text,
            row: Self.task
        )
    }

    private static func task(_ row: Row) throws -> TaskRow {
        try TaskRow(
            task: TaskStore.task(row),
            commitment: row.text(30),
            endedAt: row.optionalTime(31),
            endReason: row.text(32),
            nickname: row.optionalText(33) ?? ""
        )
    }
}
