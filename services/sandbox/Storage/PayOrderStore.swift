import Basics
import Storage

/// All SQL about orders.
struct PayOrderStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func order(outTradeNo: String, of mchid: String) throws -> PayOrder? {
        try connection.first(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE out_trade_no = ?1 AND mchid = ?2
            """,
            outTradeNo,
            mchid,
            row: Self.order
        )
    }

    /// WeChat Pay's numbers are nobody's twice.
    func order(transactionID: String) throws -> PayOrder? {
        try connection.first(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE transaction_id = ?1
            """,
            transactionID,
            row: Self.order
        )
    }

    func order(prepayID: String) throws -> PayOrder? {
        try connection.first(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE prepay_id = ?1
            """,
            prepayID,
            row: Self.order
        )
    }

    /// By what stands in a native order's code.
    func order(linkToken: String) throws -> PayOrder? {
        try connection.first(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE link_token = ?1
            """,
            linkToken,
            row: Self.order
        )
    }

    func order(_ id: ID<PayOrder>) throws -> PayOrder? {
        try connection.first(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE id = ?1
            """,
            id,
            row: Self.order
        )
    }

    /// Newest first, of one merchant or of all.
    func page(before id: Int64, limit: Int64, of mchid: String?) throws -> [PayOrder] {
        try connection.all(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE id < ?1 AND (?3 IS NULL OR mchid = ?3)
            ORDER BY id DESC LIMIT ?2
            """,
            id,
            limit,
            mchid,
            row: Self.order
        )
    }

    /// Those paid within a time, one after the other.
    func eachPaid(
        to mchid: String,
        from start: UnixTime,
        to end: UnixTime,
        _ body: (PayOrder) -> Void
    ) throws {
        try connection.each(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order WHERE paid_at >= ?1 AND paid_at < ?2 AND mchid = ?3
            ORDER BY paid_at, id
            """,
            start,
            end,
            mchid
        ) { try body(Self.order($0)) }
    }

    /// Payments of an app that its shipping management knows of, newest first.
    func managed(
        in app: DemoApp,
        _ wanted: ShippingQuery,
        after place: ShippingQuery.Place,
        limit: Int64
    ) throws -> [PayOrder] {
        try connection.all(
            """
            SELECT id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                transaction_id, paid_at, refunded, refunds, mchid, trade, link_token
            FROM pay_order
            WHERE appid = ?1 AND trade = 'JSAPI' AND paid_at BETWEEN ?2 AND ?3
                AND (paid_at, id) < (?4, ?5) AND (?6 IS NULL OR openid = ?6)
            ORDER BY paid_at DESC, id DESC LIMIT ?7
            """,
            app.appid,
            wanted.paid.lowerBound,
            wanted.paid.upperBound,
            place.paidAt,
            place.order,
            wanted.openid,
            limit,
            row: Self.order
        )
    }

    func add(_ order: PayOrder) throws {
        try connection.run(
            """
            INSERT INTO pay_order
                (id, out_trade_no, appid, openid, description, attach, total, notify_url,
                fingerprint, key_kind, created_at, expires_at, prepay_id, prepay_until, state,
                refunded, refunds, mchid, trade, link_token)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0, 0, ?16, ?17,
                ?18)
            """,
            order.id,
            order.terms.outTradeNo,
            order.terms.appid,
            order.terms.openid ?? "",
            order.terms.description,
            order.terms.attach,
            order.terms.total,
            order.terms.notifyURL,
            order.terms.fingerprint,
            order.terms.keyKind.rawValue,
            order.createdAt,
            order.terms.expiresAt,
            order.prepayID,
            order.prepayUntil,
            order.state.rawValue,
            order.terms.mchid,
            order.terms.trade.rawValue,
            order.linkToken
        )
    }

    func renewPrepay(_ order: PayOrder) throws {
        try connection.run(
            """
            UPDATE pay_order SET prepay_id = ?2, prepay_until = ?3, link_token = ?4 WHERE id = ?1
            """,
            order.id,
            order.prepayID,
            order.prepayUntil,
            order.linkToken
        )
    }

    /// False where it is no longer open.
    func setState(_ state: PayOrder.State, ofOpen order: ID<PayOrder>) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_order SET state = ?2 WHERE id = ?1 AND state IN ('NOTPAY', 'PAYERROR')
            """,
            order,
            state.rawValue
        ) == 1
    }

    /// False where it is no longer open.
    func pay(
        _ order: ID<PayOrder>,
        by openid: String,
        _ transactionID: String,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_order SET state = 'SUCCESS', transaction_id = ?2, paid_at = ?3, openid = ?4
            WHERE id = ?1 AND state IN ('NOTPAY', 'PAYERROR') AND expires_at > ?3
            """,
            order,
            transactionID,
            now,
            openid
        ) == 1
    }

    /// False where more would go back than was paid, or too often.
    func refund(_ amount: Money, of order: ID<PayOrder>) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_order SET state = 'REFUND', refunded = refunded + ?2, refunds = refunds + 1
            WHERE id = ?1 AND state IN ('SUCCESS', 'REFUND') AND refunded + ?2 <= total
            """,
            order,
            amount
        ) == 1
    }

    /// A refund that came to nothing.
    func takeBackRefund(_ amount: Money, of order: ID<PayOrder>) throws {
        try connection.run(
            "UPDATE pay_order SET refunded = refunded - ?2 WHERE id = ?1",
            order,
            amount
        )
    }

    /// When the first of the open orders ends.
    func nextEnd() throws -> UnixTime? {
        try connection.first(
            """
            SELECT expires_at FROM pay_order WHERE state IN ('NOTPAY', 'PAYERROR')
            ORDER BY expires_at LIMIT 1
            """
        ) { try $0.time(0) }
    }

    func isAnyOverdue(at now: UnixTime) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM pay_order
            WHERE state IN ('NOTPAY', 'PAYERROR') AND expires_at <= ?1 LIMIT 1
            """,
            now
        ) { _ in true } ?? false
    }

    func closeOverdue(at now: UnixTime) throws {
        try connection.run(
            """
            UPDATE pay_order SET state = 'CLOSED'
            WHERE state IN ('NOTPAY', 'PAYERROR') AND expires_at <= ?1
            """,
            now
        )
    }

    /// The columns in the table's order.
    private static func order(_ row: Row) throws(StorageError) -> PayOrder {
        try PayOrder(
            id: row.id(0),
            terms: PayOrder.Terms(
                trade: row.value(20),
                outTradeNo: row.text(1),
                mchid: row.text(19),
                appid: row.text(2),
                openid: row.text(3).isEmpty ? nil : row.text(3),
                description: row.text(4),
                attach: row.optionalText(5),
                total: row.money(6),
                notifyURL: row.text(7),
                expiresAt: row.time(11),
                fingerprint: row.bytes(8),
                keyKind: row.value(9)
            ),
            createdAt: row.time(10),
            prepayID: row.text(12),
            prepayUntil: row.time(13),
            linkToken: row.optionalText(21),
            state: row.value(14),
            transactionID: row.optionalText(15),
            paidAt: row.optionalTime(16),
            refunded: row.money(17),
            refunds: row.integer(18)
        )
    }
}
