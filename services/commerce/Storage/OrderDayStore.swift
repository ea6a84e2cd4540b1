import Basics
import CommerceDomain
import Storage

/// All SQL of the table `order_day`: sums by day and merchant, kept by the units that change them.
struct OrderDayStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What is added to a merchant's day; negative where something is taken back.
    struct Change {
        var placed: Int64 = 0
        var paid: Int64 = 0
        var paidIn = Money.zero
        var refunded: Int64 = 0
        var refundedAmount = Money.zero
        var redeemed: Int64 = 0
    }

    /// A sum of some days, of all merchants or one.
    struct Sum: Sendable {
        /// The day or the merchant.
        let key: Int64
        let placed: Int64
        let paid: Int64
        let paidIn: Money
        let refunded: Int64
        let refundedAmount: Money
        let redeemed: Int64
    }

    func add(_ change: Change, on day: Day, at merchant: ID<Merchant>) throws {
        try connection.run(
            """
            INSERT INTO order_day
                (day, merchant, placed, paid, paid_in, refunded, refunded_amount, redeemed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (day, merchant) DO UPDATE SET
                placed = order_day.placed + ?3, paid = order_day.paid + ?4,
                paid_in = order_day.paid_in + ?5, refunded = order_day.refunded + ?6,
                refunded_amount = order_day.refunded_amount + ?7,
                redeemed = order_day.redeemed + ?8
            """,
            day,
            merchant,
            change.placed,
            change.paid,
            change.paidIn,
            change.refunded,
            change.refundedAmount,
            change.redeemed
        )
    }

    /// Day by day, both included; of all merchants, or of one.
    func byDay(from first: Day, to last: Day, of merchant: ID<Merchant>?) throws -> [Sum] {
        try connection.all(
            """
            SELECT day, sum(placed), sum(paid), sum(paid_in), sum(refunded), sum(refunded_amount),
                sum(redeemed)
            FROM order_day WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR merchant = ?3)
            GROUP BY day ORDER BY day
            """,
            first,
            last,
            merchant,
            row: Self.sum
        )
    }

    /// Merchant by merchant, those behind one.
    func byMerchant(
        from first: Day,
        to last: Day,
        after merchant: Int64,
        upTo limit: Int64
    ) throws -> [Sum] {
        try connection.all(
            """
            SELECT merchant, sum(placed), sum(paid), sum(paid_in), sum(refunded),
                sum(refunded_amount), sum(redeemed)
            FROM order_day WHERE day BETWEEN ?1 AND ?2 AND merchant > ?3
            GROUP BY merchant ORDER BY merchant LIMIT ?4
            """,
            first,
            last,
            merchant,
            limit,
            row: Self.sum
        )
    }

    private static func sum(_ row: Row) throws -> Sum {
        try Sum(
            key: row.integer(0),
            placed: row.integer(1),
            paid: row.integer(2),
            paidIn: row.money(3),
            refunded: row.integer(4),
            refundedAmount: row.money(5),
            redeemed: row.integer(6)
        )
    }
}

extension OrderDayStore.Sum {
    /// Several merchants' days as one list.
    static func joined(_ lists: [[OrderDayStore.Sum]]) -> [OrderDayStore.Sum] {
        var sums: [Int64: OrderDayStore.Sum] = [:]
        for sum in lists.joined() {
            sums[sum.key] = sums[sum.key].map { $0.adding(sum) } ?? sum
        }
        return sums.values.sorted { $0.key < $1.key }
    }

    private func adding(_ other: OrderDayStore.Sum) -> OrderDayStore.Sum {
        OrderDayStore.Sum(
            key: key,
            placed: placed + other.placed,
            paid: paid + other.paid,
            paidIn: Money(fen: paidIn.fen + other.paidIn.fen),
            refunded: refunded + other.refunded,
            refundedAmount: Money(fen: refundedAmount.fen + other.refundedAmount.fen),
            redeemed: redeemed + other.redeemed
        )
    }
}
