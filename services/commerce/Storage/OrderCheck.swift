import Basics
import CommerceDomain
import Payments
import Storage

/// All SQL that proves that orders, vouchers, refunds, stock and money say the same. Long reads: for
/// commands and tests.
struct OrderCheck {
    private let connection: Connection
    private static let mostRows: Int64 = 20

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What was counted, for whoever asks.
    struct Sums: Sendable {
        let orders: Int64
        let vouchers: Int64
        let paidIn: Money
        let refunded: Money
    }

    func sums() throws -> Sums {
        let orders = try connection.first(
            """
            SELECT count(*), coalesce(sum(CASE WHEN paid_at IS NULL THEN 0 ELSE amount END), 0),
                coalesce(sum(refunded_amount), 0)
            FROM orders
            """
        ) { try (count: $0.integer(0), paid: $0.money(1), refunded: $0.money(2)) }
        let vouchers = try connection.first("SELECT count(*) FROM voucher") { try $0.integer(0) }
        return Sums(
            orders: orders?.count ?? 0,
            vouchers: vouchers ?? 0,
            paidIn: orders?.paid ?? .zero,
            refunded: orders?.refunded ?? .zero
        )
    }

    /// What is wrong, a line each; nothing where all is well.
    func problems() throws -> [String] {
        try PaymentVerification.problems(in: connection) + ordersWithoutMoney()
            + moneyWithoutOrders() + wrongVouchers() + wrongRefunds() + wrongRefundMoney()
            + wrongStock() + wrongStockBack() + wrongSold() + wrongTaken() + wrongDays()
    }

    private func lines(_ what: String, _ sql: StaticString) throws -> [String] {
        try connection.all(sql, Self.mostRows, row: { try $0.text(0) }).map { "\($0): \(what)" }
    }

    private func ordersWithoutMoney() throws -> [String] {
        try lines(
            "it is paid, but its money is not there",
            """
            SELECT 'order ' || o.number FROM orders o
            WHERE o.paid_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM pay_payment p WHERE p.number = o.payment AND p.state = 'paid'
                    AND p.received = o.amount)
            ORDER BY o.id LIMIT ?1
            """
        )
    }

    private func moneyWithoutOrders() throws -> [String] {
        try lines(
            "its money was taken, but no order is paid by it",
            """
            SELECT 'payment ' || p.number FROM pay_payment p
            WHERE p.state = 'paid' AND NOT EXISTS (
                SELECT 1 FROM orders o WHERE o.payment = p.number)
            ORDER BY p.id LIMIT ?1
            """
        )
    }

    private func wrongVouchers() throws -> [String] {
        try lines(
            "its vouchers and its counts differ",
            """
            SELECT 'order ' || o.number FROM orders o
            LEFT JOIN (
                SELECT order_id, count(*) AS pieces,
                    sum(CASE WHEN state = 'redeemed' THEN 1 ELSE 0 END) AS redeemed,
                    sum(CASE WHEN state = 'locked' THEN 1 ELSE 0 END) AS locked,
                    sum(CASE WHEN state = 'refunded' THEN 1 ELSE 0 END) AS refunded
                FROM voucher GROUP BY order_id) v ON v.order_id = o.id
            WHERE coalesce(v.pieces, 0) <> CASE WHEN o.paid_at IS NULL THEN 0 ELSE o.pieces END
                OR coalesce(v.redeemed, 0) <> o.redeemed OR coalesce(v.locked, 0) <> o.locked
                OR coalesce(v.refunded, 0) <> o.refunded
            ORDER BY o.id LIMIT ?1
            """
        )
    }

    private func wrongRefunds() throws -> [String] {
        try lines(
            "its refunds and its counts differ",
            """
            SELECT 'order ' || o.number FROM orders o
            LEFT JOIN (
                SELECT order_id, sum(CASE WHEN state = 1 THEN pieces ELSE 0 END) AS running,
                    sum(CASE WHEN state = 2 THEN pieces ELSE 0 END) AS done,
                    sum(CASE WHEN state = 2 THEN amount ELSE 0 END) AS amount
                FROM order_refund GROUP BY order_id) r ON r.order_id = o.id
            WHERE coalesce(r.running, 0) <> o.locked OR coalesce(r.done, 0) <> o.refunded
                OR coalesce(r.amount, 0) <> o.refunded_amount
            ORDER BY o.id LIMIT ?1
            """
        )
    }

    private func wrongRefundMoney() throws -> [String] {
        try lines(
            "it and its money say different things",
            """
            SELECT 'refund ' || r.id FROM order_refund r
            WHERE (r.state = 2 AND NOT EXISTS (
                    SELECT 1 FROM pay_refund p WHERE p.ref = 'refund:' || r.id
                        AND p.state = 'done' AND p.amount = r.amount))
                OR (r.state = 1 AND NOT EXISTS (
                    SELECT 1 FROM pay_refund p WHERE p.ref = 'refund:' || r.id
                        AND p.state NOT IN ('done', 'closed', 'cancelled')
                        AND p.amount = r.amount))
                OR (r.state = 3 AND EXISTS (
                    SELECT 1 FROM pay_refund p WHERE p.ref = 'refund:' || r.id
                        AND p.state NOT IN ('closed', 'cancelled')))
            ORDER BY r.id LIMIT ?1
            """
        )
    }

    /// What counted goods have is what their journal says.
    private func wrongStock() throws -> [String] {
        try lines(
            "its stock and the end of its journal differ",
            """
            SELECT 'goods ' || g.id FROM goods g JOIN stock_entry e ON e.goods = g.id
            WHERE g.stock IS NOT NULL
                AND e.number = (SELECT max(l.number) FROM stock_entry l WHERE l.goods = g.id)
                AND e.stock_after <> g.stock
            ORDER BY g.id LIMIT ?1
            """
        )
    }

    /// An order that has ended, or whose pieces went back, has given them back to the stock.
    private func wrongStockBack() throws -> [String] {
        try lines(
            "what it took out of the stock and gave back differ",
            """
            SELECT 'order ' || o.number FROM orders o
            WHERE o.takes_stock = 1 AND o.state IN (2, 3) AND NOT EXISTS (
                SELECT 1 FROM stock_entry e WHERE e.goods = o.goods
                    AND e.cause = 'order:' || o.id || ':back' AND e.change = o.pieces)
                AND EXISTS (SELECT 1 FROM goods g WHERE g.id = o.goods AND g.stock IS NOT NULL)
            ORDER BY o.id LIMIT ?1
            """
        )
    }

    private func wrongSold() throws -> [String] {
        try lines(
            "what it has sold is not what orders say",
            """
            SELECT 'goods ' || g.id FROM goods g
            WHERE g.sell_number <> (
                SELECT coalesce(sum(o.pieces - o.refunded), 0) FROM orders o
                WHERE o.goods = g.id AND o.paid_at IS NOT NULL)
            ORDER BY g.id LIMIT ?1
            """
        )
    }

    private func wrongTaken() throws -> [String] {
        try lines(
            "what one user has had of it is not what orders say",
            """
            SELECT 'goods ' || t.goods FROM goods_taken t
            WHERE t.pieces <> (
                SELECT coalesce(sum(o.pieces - o.refunded), 0) FROM orders o
                WHERE o.goods = t.goods AND o.uid = t.uid AND o.state NOT IN (2, 3))
            ORDER BY t.goods LIMIT ?1
            """
        )
    }

    private func wrongDays() throws -> [String] {
        let days = try connection.first(
            """
            SELECT coalesce(sum(placed), 0), coalesce(sum(paid_in), 0),
                coalesce(sum(refunded_amount), 0), coalesce(sum(redeemed), 0)
            FROM order_day
            """,
            row: { try [$0.integer(0), $0.integer(1), $0.integer(2), $0.integer(3)] }
        )
        let orders = try connection.first(
            """
            SELECT count(*), coalesce(sum(CASE WHEN paid_at IS NULL THEN 0 ELSE amount END), 0),
                coalesce(sum(refunded_amount), 0), coalesce(sum(redeemed), 0)
            FROM orders
            """,
            row: { try [$0.integer(0), $0.integer(1), $0.integer(2), $0.integer(3)] }
        )
        return days == orders ? [] : ["days: their sums are not those of the orders"]
    }
}
