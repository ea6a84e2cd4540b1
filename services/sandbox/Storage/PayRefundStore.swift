import Basics
import Storage

/// All SQL about refunds.
struct PayRefundStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func refund(outRefundNo: String, of mchid: String) throws -> PayRefund? {
        try connection.first(
            """
            SELECT id, refund_id, out_refund_no, pay_order, amount, reason, notify_url,
                fingerprint, key_kind, state, created_at, due_at, success_at, mchid
            FROM pay_refund WHERE out_refund_no = ?1 AND mchid = ?2
            """,
            outRefundNo,
            mchid,
            row: Self.refund
        )
    }

    /// Newest first, of one merchant or of all.
    func page(before id: Int64, limit: Int64, of mchid: String?) throws -> [PayRefund] {
        try connection.all(
            """
            SELECT id, refund_id, out_refund_no, pay_order, amount, reason, notify_url,
                fingerprint, key_kind, state, created_at, due_at, success_at, mchid
            FROM pay_refund WHERE id < ?1 AND (?3 IS NULL OR mchid = ?3)
            ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            mchid,
            row: Self.refund
        )
    }

    /// Those begun within a time, one after the other.
    func each(
        of mchid: String,
        from start: UnixTime,
        to end: UnixTime,
        _ body: (PayRefund) throws -> Void
    ) throws {
        try connection.each(
            """
            SELECT id, refund_id, out_refund_no, pay_order, amount, reason, notify_url,
                fingerprint, key_kind, state, created_at, due_at, success_at, mchid
            FROM pay_refund WHERE created_at >= ?1 AND created_at < ?2 AND mchid = ?3
            ORDER BY created_at, id
            """,
            start,
            end,
            mchid
        ) { try body(Self.refund($0)) }
    }

    func isAny(from start: UnixTime, to end: UnixTime) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM pay_refund WHERE created_at >= ?1 AND created_at < ?2 LIMIT 1",
            start,
            end
        ) { _ in true } ?? false
    }

    /// When the first one in process is to be ended.
    func nextEnd() throws -> UnixTime? {
        try connection.first(
            "SELECT due_at FROM pay_refund WHERE state = 'PROCESSING' ORDER BY due_at LIMIT 1"
        ) { try $0.time(0) }
    }

    /// In process, and to be ended by now.
    func due(at now: UnixTime, limit: Int64) throws -> [PayRefund] {
        try connection.all(
            """
            SELECT id, refund_id, out_refund_no, pay_order, amount, reason, notify_url,
                fingerprint, key_kind, state, created_at, due_at, success_at, mchid
            FROM pay_refund WHERE state = 'PROCESSING' AND due_at <= ?1
            ORDER BY due_at, id LIMIT ?2
            """,
            now,
            limit,
            row: Self.refund
        )
    }

    func add(_ refund: PayRefund) throws {
        try connection.run(
            """
            INSERT INTO pay_refund
                (id, refund_id, out_refund_no, pay_order, amount, reason, notify_url, fingerprint,
                key_kind, state, created_at, due_at, mchid)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """,
            refund.id,
            refund.refundID,
            refund.outRefundNo,
            refund.order,
            refund.amount,
            refund.reason,
            refund.notifyURL,
            refund.fingerprint,
            refund.keyKind.rawValue,
            refund.state.rawValue,
            refund.createdAt,
            refund.dueAt,
            refund.mchid
        )
    }

    /// False where it has ended already.
    func end(_ refund: PayRefund) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_refund SET state = ?2, success_at = ?3
            WHERE id = ?1 AND state = 'PROCESSING'
            """,
            refund.id,
            refund.state.rawValue,
            refund.successAt
        ) == 1
    }

    /// The columns in the table's order.
    private static func refund(_ row: Row) throws(StorageError) -> PayRefund {
        try PayRefund(
            id: row.id(0),
            mchid: row.text(13),
            refundID: row.text(1),
            outRefundNo: row.text(2),
            order: row.id(3),
            amount: row.money(4),
            reason: row.text(5),
            notifyURL: row.text(6),
            fingerprint: row.bytes(7),
            keyKind: row.value(8),
            state: row.value(9),
            createdAt: row.time(10),
            dueAt: row.time(11),
            successAt: row.optionalTime(12)
        )
    }
}
