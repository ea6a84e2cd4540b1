import Basics
import CommerceDomain
import Storage

/// All SQL of the table `order_refund`.
struct OrderRefundStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func add(_ refund: OrderRefund) throws {
        try connection.run(
            """
            INSERT INTO order_refund
                (id, order_id, cause, pieces, amount, reason, state, created_at, changed_at,
                refund_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?7, '')
            """,
            refund.id,
            refund.order,
            refund.cause.rawValue,
            refund.pieces,
            refund.amount,
            refund.reason,
            refund.createdAt
        )
    }

    func refund(_ id: ID<OrderRefund>) throws -> OrderRefund? {
        try connection.first(
            """
            SELECT id, order_id, cause, pieces, amount, reason, state, created_at, changed_at,
                refund_id
            FROM order_refund WHERE id = ?1
            """,
            id,
            row: Self.refund
        )
    }

    /// Those of an order, the oldest first.
    func refunds(of order: ID<Order>) throws -> [OrderRefund] {
        try connection.all(
            """
            SELECT id, order_id, cause, pieces, amount, reason, state, created_at, changed_at,
                refund_id
            FROM order_refund WHERE order_id = ?1 ORDER BY id
            """,
            order,
            row: Self.refund
        )
    }

    /// The newest of an order that has not failed.
    func present(of order: ID<Order>) throws -> OrderRefund? {
        try connection.first(
            """
            SELECT id, order_id, cause, pieces, amount, reason, state, created_at, changed_at,
                refund_id
            FROM order_refund WHERE order_id = ?1 AND state IN (1, 2) ORDER BY id DESC LIMIT 1
            """,
            order,
            row: Self.refund
        )
    }

    /// Those behind this one, the newest first; in one state or in all.
    func refunds(
        in state: OrderRefund.State?,
        before id: Int64,
        upTo limit: Int64
    ) throws -> [OrderRefund] {
        guard let state else {
            return try connection.all(
                """
                SELECT id, order_id, cause, pieces, amount, reason, state, created_at, changed_at,
                    refund_id
                FROM order_refund WHERE id < ?1 ORDER BY id DESC LIMIT ?2
                """,
                id,
                limit,
                row: Self.refund
            )
        }
        return try connection.all(
            """
            SELECT id, order_id, cause, pieces, amount, reason, state, created_at, changed_at,
                refund_id
            FROM order_refund WHERE state = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            state.rawValue,
            row: Self.refund
        )
    }

    /// Notes how it stands. False where it is over already.
    func move(
        _ id: ID<OrderRefund>,
        to state: OrderRefund.State,
        refundID: String,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE order_refund SET state = ?2, refund_id = ?3, changed_at = ?4
            WHERE id = ?1 AND state = 1
            """,
            id,
            state.rawValue,
            refundID,
            now
        ) == 1
    }

    private static func refund(_ row: Row) throws -> OrderRefund {
        try OrderRefund(
            id: row.id(0),
            order: row.id(1),
            cause: row.value(2),
            pieces: row.integer(3),
            amount: row.money(4),
            reason: row.text(5),
            state: row.value(6),
            createdAt: row.time(7),
            changedAt: row.time(8),
            refundID: row.text(9)
        )
    }
}
