import Basics
import Storage
import TreasureDomain

/// All SQL of claims. What winners say of themselves is sealed.
struct ClaimStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A claim as it was made.
    struct Row: Sendable {
        let prize: ID<Prize>
        /// Nil where nothing is handed over on site.
        let verifyCode: String?
        /// Sealed; nil where nothing is sent, or once the winner is gone.
        let address: Bytes?
    }

    func claim(_ prize: ID<Prize>) throws -> Row? {
        try connection.first(
            "SELECT prize, verify_code, address FROM claim WHERE prize = ?1",
            prize,
            row: Self.row
        )
    }

    /// The claim that a winner's code stands for, in this task.
    func claim(_ code: VerifyCode, in task: ID<TreasureTask>) throws -> Row? {
        try connection.first(
            "SELECT prize, verify_code, address FROM claim WHERE task = ?1 AND verify_code = ?2",
            task,
            code.text,
            row: Self.row
        )
    }

    /// False if the prize was claimed, or the code is another one's there.
    func add(
        _ prize: Prize,
        code: VerifyCode? = nil,
        address: Bytes? = nil,
        at time: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO claim (prize, task, verify_code, address, at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO NOTHING
            """,
            prize.id,
            prize.task,
            code?.text,
            address,
            time
        ) == 1
    }

    /// A prize of a task that was found, and what its winner said.
    struct Won: Sendable {
        let prize: ID<Prize>
        let number: Int64
        let state: Prize.State
        let wonAt: UnixTime
        let winner: Face
        let address: Bytes?
    }

    /// The prizes of a task that were found, from above: no more than it has, a thousand at most.
    func found(
        in task: ID<TreasureTask>,
        skipping skipped: Int64,
        upTo count: Int64
    ) throws -> [Won] {
        try connection.all(
            """
            SELECT prize.id, prize.number, prize.state, prize.won_at, person.nickname,
                person.avatar, claim.address
            FROM prize
            LEFT JOIN person ON person.uid = prize.winner
            LEFT JOIN claim ON claim.prize = prize.id
            WHERE prize.task = ?1 AND prize.winner IS NOT NULL
            ORDER BY prize.number LIMIT ?3 OFFSET ?2
            """,
            task,
            skipped,
            count,
            row: {
                try Won(
                    prize: $0.id(0),
                    number: $0.integer(1),
                    state: $0.value(2),
                    wonAt: $0.time(3),
                    winner: Face(
                        name: $0.optionalText(4) ?? "",
                        avatar: $0.optionalText(5) ?? ""
                    ),
                    address: $0.optionalBytes(6)
                )
            }
        )
    }

    /// An address as it lies in the file.
    struct Sealed: Sendable {
        let prize: ID<Prize>
        let address: Bytes
    }

    /// The addresses behind this prize's.
    func sealed(after prize: ID<Prize>, upTo count: Int) throws -> [Sealed] {
        try connection.all(
            """
            SELECT prize, address FROM claim
            WHERE prize > ?1 AND address IS NOT NULL ORDER BY prize LIMIT ?2
            """,
            prize,
            count,
            row: { try Sealed(prize: $0.id(0), address: $0.bytes(1)) }
        )
    }

    /// Puts another seal on an address; false if it is not as it was any more.
    func reseal(_ row: Sealed, as sealed: Bytes) throws -> Bool {
        try connection.run(
            "UPDATE claim SET address = ?3 WHERE prize = ?1 AND address = ?2",
            row.prize,
            row.address,
            sealed
        ) == 1
    }

    private static func row(_ row: Storage.Row) throws -> Row {
        try Row(
            prize: row.id(0),
            verifyCode: row.optionalText(1),
            address: row.optionalBytes(2)
        )
    }
}
