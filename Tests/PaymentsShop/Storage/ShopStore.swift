import Basics
import Jobs
import Payments
import Storage

/// Something that somebody buys.
struct ShopOrder: Sendable {
    enum State: String, Sendable {
        case unpaid, cancelled, closed, paid, refunded
    }

    let id: ID<ShopOrder>
    let mchid: String
    let fen: Int64
    let expiresAt: UnixTime
    let state: State

    /// What is paid for.
    var ref: String { "order:\(id)" }
    /// The cause of its refund.
    var refundRef: String { "order:\(id):refund" }
    /// What its prize is paid for.
    var prizeRef: String { "order:\(id):prize" }
}

/// All SQL of the shop.
struct ShopStore {
    let connection: Connection

    static let migrations = [
        JobQueue.migration(number: 1),
        PaymentSchema.migration(number: 2),
        Migration(
            number: 3,
            name: "shop",
            sql: """
                CREATE TABLE shop_order (
                    id INT64 NOT NULL PRIMARY KEY,
                    mchid TEXT NOT NULL,
                    fen INT64 NOT NULL,
                    expires_at INT64 NOT NULL,
                    state TEXT NOT NULL,
                    times_paid INT64 NOT NULL,
                    prize TEXT NOT NULL,
                    times_won INT64 NOT NULL
                );
                """
        ),
    ]

    init(_ connection: Connection) {
        self.connection = connection
    }

    func add(mchid: String, fen: Int64, expiresAt: UnixTime) throws -> ShopOrder {
        let id: ID<ShopOrder> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO shop_order
                (id, mchid, fen, expires_at, state, times_paid, prize, times_won)
            VALUES (?1, ?2, ?3, ?4, 'unpaid', 0, '', 0)
            """,
            id,
            mchid,
            fen,
            expiresAt
        )
        return ShopOrder(id: id, mchid: mchid, fen: fen, expiresAt: expiresAt, state: .unpaid)
    }

    func order(_ id: ID<ShopOrder>) throws -> ShopOrder? {
        try connection.first(
            "SELECT id, mchid, fen, expires_at, state FROM shop_order WHERE id = ?1",
            id
        ) { row in
            try ShopOrder(
                id: row.id(0),
                mchid: row.text(1),
                fen: row.integer(2),
                expiresAt: row.time(3),
                state: ShopOrder.State(rawValue: row.text(4)) ?? .closed
            )
        }
    }

    /// False where its state is none of those.
    func set(
        _ state: ShopOrder.State,
        of id: ID<ShopOrder>,
        from first: ShopOrder.State,
        or second: ShopOrder.State? = nil
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE shop_order
            SET state = ?2, times_paid = times_paid + CASE WHEN ?2 = 'paid' THEN 1 ELSE 0 END
            WHERE id = ?1 AND state IN (?3, ?4)
            """,
            id,
            state.rawValue,
            first.rawValue,
            (second ?? first).rawValue
        ) == 1
    }

    /// A refund that failed: it was paid once, all the same.
    func unrefund(_ id: ID<ShopOrder>) throws {
        try connection.run(
            "UPDATE shop_order SET state = 'paid' WHERE id = ?1 AND state = 'refunded'",
            id
        )
    }

    func setPrize(_ state: TransferState, of id: ID<ShopOrder>) throws {
        try connection.run(
            """
            UPDATE shop_order
            SET prize = ?2, times_won = times_won + CASE WHEN ?2 = 'paid' THEN 1 ELSE 0 END
            WHERE id = ?1
            """,
            id,
            state.rawValue
        )
    }

    /// What the test looks at: state, how often paid, the prize's state, how often won.
    func shown(_ id: ID<ShopOrder>) throws -> (String, Int64, String, Int64)? {
        try connection.first(
            "SELECT state, times_paid, prize, times_won FROM shop_order WHERE id = ?1",
            id
        ) { try ($0.text(0), $0.integer(1), $0.text(2), $0.integer(3)) }
    }
}
