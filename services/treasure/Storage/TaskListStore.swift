import Basics
import Storage
import TreasureDomain

/// All SQL of lists of tasks. A list goes by a place that never changes, greater for what is newer:
/// a page is what lies below the last one's end. `person` is what auth tells (`Shared/Events`).
struct TaskListStore {
    let connection: Connection
    /// Who looks.
    let viewer: ID<User>

    init(_ connection: Connection, for viewer: ID<User>) {
        self.connection = connection
        self.viewer = viewer
    }

    /// The square, below a place.
    func square(
        below place: Int64,
        upTo count: Int64,
        _ use: (TaskLine) throws -> Void
    ) throws {
        try connection.each(
            """
            SELECT task.code, task.publisher, task.state, task.content, task.blocked,
                task.kind, task.money, task.handover, task.is_public, task.prizes, task.forecast,
                task.spacing, task.fluctuation, task.signature, task.name, task.picture,
                task.thumbnail, person.nickname, person.avatar, participant.last_dig,
                participant.won, task.listed
            FROM task
            LEFT JOIN person ON person.uid = task.publisher
            LEFT JOIN participant ON participant.task = task.id AND participant.uid = ?1
            WHERE task.listed < ?2 ORDER BY task.listed DESC LIMIT ?3
            """,
            viewer,
            place,
            count
        ) { try use(line($0)) }
    }

    /// What the viewer has published.
    func releases(
        below place: Int64,
        upTo count: Int64,
        _ use: (TaskLine) throws -> Void
    ) throws {
        try connection.each(
            """
            SELECT task.code, task.publisher, task.state, task.content, task.blocked,
                task.kind, task.money, task.handover, task.is_public, task.prizes, task.forecast,
                task.spacing, task.fluctuation, task.signature, task.name, task.picture,
                task.thumbnail, person.nickname, person.avatar, participant.last_dig,
                participant.won, task.id
            FROM task
            LEFT JOIN person ON person.uid = task.publisher
            LEFT JOIN participant ON participant.task = task.id AND participant.uid = ?1
            WHERE task.publisher = ?1 AND task.id < ?2 ORDER BY task.id DESC LIMIT ?3
            """,
            viewer,
            place,
            count
        ) { try use(line($0)) }
    }

    /// Where the viewer has dug, the newest first dig first.
    func partakes(
        below place: Int64,
        upTo count: Int64,
        _ use: (TaskLine) throws -> Void
    ) throws {
        try connection.each(
            """
            SELECT task.code, task.publisher, task.state, task.content, task.blocked,
                task.kind, task.money, task.handover, task.is_public, task.prizes, task.forecast,
                task.spacing, task.fluctuation, task.signature, task.name, task.picture,
                task.thumbnail, person.nickname, person.avatar, participant.last_dig,
                participant.won, participant.joined
            FROM participant
            JOIN task ON task.id = participant.task
            LEFT JOIN person ON person.uid = task.publisher
            WHERE participant.uid = ?1 AND participant.joined < ?2
            ORDER BY participant.joined DESC LIMIT ?3
            """,
            viewer,
            place,
            count
        ) { try use(line($0)) }
    }

    /// Where the viewer has won, the newest prize first.
    func prizes(
        below place: Int64,
        upTo count: Int64,
        _ use: (TaskLine) throws -> Void
    ) throws {
        try connection.each(
            """
            SELECT task.code, task.publisher, task.state, task.content, task.blocked,
                task.kind, task.money, task.handover, task.is_public, task.prizes, task.forecast,
                task.spacing, task.fluctuation, task.signature, task.name, task.picture,
                task.thumbnail, person.nickname, person.avatar, participant.last_dig,
                participant.won, prize.found
            FROM prize
            JOIN task ON task.id = prize.task
            LEFT JOIN person ON person.uid = task.publisher
            LEFT JOIN participant ON participant.task = task.id AND participant.uid = ?1
            WHERE prize.winner = ?1 AND prize.found < ?2
            ORDER BY prize.found DESC LIMIT ?3
            """,
            viewer,
            place,
            count
        ) { try use(line($0)) }
    }

    private func line(_ row: Row) throws -> TaskLine {
        let signature = try row.text(13)
        let publisher: ID<User> = try row.id(1)
        return try TaskLine(
            code: TaskCode(stored: row.text(0)),
            publisher: Face(
                name: signature.isEmpty ? row.optionalText(17) ?? "" : signature,
                avatar: row.optionalText(18) ?? ""
            ),
            isPublishersOwn: publisher == viewer,
            terms: TaskStore.terms(row, from: 5),
            name: row.text(14),
            picture: row.text(15),
            thumbnail: row.text(16),
            state: row.value(2),
            content: row.value(3),
            isBlocked: row.bool(4),
            lastDig: row.optionalTime(19),
            hasWon: row.optionalInteger(20) == 1,
            place: row.integer(21)
        )
    }
}
