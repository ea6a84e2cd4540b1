import Basics
import Storage
import TreasureDomain

/// All SQL of one task as somebody sees it, and of its participants.
struct SightStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A task, and what stands between it and a viewer.
    struct View: Sendable {
        let task: TreasureTask
        let publisher: Face
        let commitment: String
        let seed: Bytes
        /// Nil for whoever has not dug there.
        let lastDig: UnixTime?
        let hasWon: Bool
    }

    func view(_ code: TaskCode, by viewer: ID<User>) throws -> View? {
        try connection.first(
            """
            SELECT task.id, task.code, task.publisher, task.publisher_iid, task.app, task.mchid,
                task.state, task.content, task.blocked, task.payouts_stopped, task.paid, task.kind,
                task.money, task.handover, task.is_public, task.prizes, task.forecast,
                task.spacing, task.fluctuation, task.signature, task.name, task.synopsis,
                task.picture, task.thumbnail, task.depth, task.participants, task.found,
                task.pay_by, task.ends_at, task.created_at, task.commitment, task.seed,
                person.nickname, person.avatar, participant.last_dig, participant.won
            FROM task
            LEFT JOIN person ON person.uid = task.publisher
            LEFT JOIN participant ON participant.task = task.id AND participant.uid = ?2
            WHERE task.code = ?1
            """,
            code.text,
            viewer,
            row: { row in
                let task = try TaskStore.task(row)
                let nickname = try row.optionalText(32) ?? ""
                let signature = task.words.signature
                return try View(
                    task: task,
                    publisher: Face(
                        name: signature.isEmpty ? nickname : signature,
                        avatar: row.optionalText(33) ?? ""
                    ),
                    commitment: row.text(30),
                    seed: row.bytes(31),
                    lastDig: row.optionalTime(34),
                    hasWon: row.optionalInteger(35) == 1
                )
            }
        )
    }

    /// Those with these numbers in a task, newest first.
    func participants(
        of task: ID<TreasureTask>,
        numbered numbers: ClosedRange<Int64>,
        _ use: (ParticipantLine) -> Void
    ) throws {
        try connection.each(
            """
            SELECT person.nickname, person.avatar, participant.won
            FROM participant LEFT JOIN person ON person.uid = participant.uid
            WHERE participant.task = ?1 AND participant.number BETWEEN ?2 AND ?3
            ORDER BY participant.number DESC LIMIT ?4
            """,
            task,
            numbers.lowerBound,
            numbers.upperBound,
            PageNumber.participants
        ) { row in
            let face = try Face(name: row.optionalText(0) ?? "", avatar: row.optionalText(1) ?? "")
            use(ParticipantLine(face: face, hasWon: try row.bool(2)))
        }
    }
}
