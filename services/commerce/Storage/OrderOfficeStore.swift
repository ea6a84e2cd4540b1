import Basics
import CommerceDomain
import Storage

/// What the back office reads of orders: parts of lists that begin behind a row.
struct OrderOfficeStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Which orders are looked for.
    struct Search: Sendable {
        var state: OrderState?
        var merchant: ID<Merchant>?
        var uid: ID<User>?
    }

    /// Those before this one, the newest first.
    func orders(_ search: Search, before id: Int64, upTo limit: Int64) throws -> [OrderRecord] {
        let found: [ID<Order>]
        if let uid = search.uid {
            found = try ids(of: uid, search, id, limit)
        } else if let merchant = search.merchant {
            found = try ids(of: merchant, search, id, limit)
        } else if let state = search.state {
            found = try connection.all(
                "SELECT id FROM orders WHERE state = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
                state.rawValue,
                id,
                limit,
                row: { try $0.id(0) }
            )
        } else {
            found = try connection.all(
                "SELECT id FROM orders WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
                id,
                limit,
                row: { try $0.id(0) }
            )
        }
        let store = OrderStore(connection)
        return try found.compactMap { try store.order($0) }
    }

    private func ids(
        of uid: ID<User>,
        _ search: Search,
        _ id: Int64,
        _ limit: Int64
    ) throws -> [ID<Order>] {
        try connection.all(
            """
            SELECT id FROM orders
            WHERE uid = ?1 AND id < ?2 AND (?4 IS NULL OR state = ?4)
                AND (?5 IS NULL OR merchant = ?5)
            ORDER BY id DESC LIMIT ?3
            """,
            uid,
            id,
            limit,
            search.state?.rawValue,
            search.merchant,
            row: { try $0.id(0) }
        )
    }

    private func ids(
        of merchant: ID<Merchant>,
        _ search: Search,
        _ id: Int64,
        _ limit: Int64
    ) throws -> [ID<Order>] {
        try connection.all(
            """
            SELECT id FROM orders
            WHERE merchant = ?1 AND id < ?2 AND (?4 IS NULL OR state = ?4)
            ORDER BY id DESC LIMIT ?3
            """,
            merchant,
            id,
            limit,
            search.state?.rawValue,
            row: { try $0.id(0) }
        )
    }

    // MARK: One user

    /// What one user has ordered, paid and got back.
    struct Sums: Sendable {
        let orders: Int64
        let paid: Int64
        let paidIn: Money
        let refunded: Money
    }

    func sums(of uid: ID<User>) throws -> Sums {
        try connection.first(
            """
            SELECT count(*), count(paid_at),
                coalesce(sum(CASE WHEN paid_at IS NULL THEN 0 ELSE amount END), 0),
                coalesce(sum(refunded_amount), 0)
            FROM orders WHERE uid = ?1
            """,
            uid
        ) { row in
            try Sums(
                orders: row.integer(0),
                paid: row.integer(1),
                paidIn: row.money(2),
                refunded: row.money(3)
            )
        } ?? Sums(orders: 0, paid: 0, paidIn: .zero, refunded: .zero)
    }

    // MARK: Vouchers

    /// Something that an operator did to a voucher.
    struct Deed: Sendable {
        let id: Int64
        let at: UnixTime
        let kind: OrderEvent.Kind
        let number: String
        let goods: String
        /// `voucher:5`, and the reason behind it.
        let detail: String
    }

    /// What one operator has redeemed and taken back, the newest first.
    func deeds(of operatorID: String, before id: Int64, upTo limit: Int64) throws -> [Deed] {
        try connection.all(
            """
            SELECT e.id, e.at, e.kind, o.number, o.goods_name, e.detail
            FROM order_event e JOIN orders o ON o.id = e.order_id
            WHERE e.who = ?1 AND e.who <> '' AND e.id < ?2 AND e.kind IN ('redeemed', 'undone')
            ORDER BY e.id DESC LIMIT ?3
            """,
            operatorID,
            id,
            limit
        ) { row in
            try Deed(
                id: row.integer(0),
                at: row.time(1),
                kind: row.value(2),
                number: row.text(3),
                goods: row.text(4),
                detail: row.text(5)
            )
        }
    }

    /// A voucher for a table: never its number, which is as good as what it is for.
    struct VoucherRow: Sendable {
        let id: Int64
        let order: String
        let merchant: String
        let goods: String
        let price: Money
        let state: VoucherState
        let redeemedAt: UnixTime?
        let redeemedBy: String
    }

    /// All of them behind this one.
    func vouchers(after id: Int64, upTo limit: Int64) throws -> [VoucherRow] {
        try connection.all(
            """
            SELECT v.id, o.number, o.merchant_name, o.goods_name, o.price, v.state, v.redeemed_at,
                coalesce(v.redeemed_by, '')
            FROM voucher v JOIN orders o ON o.id = v.order_id
            WHERE v.id > ?1 ORDER BY v.id LIMIT ?2
            """,
            id,
            limit
        ) { row in
            try VoucherRow(
                id: row.integer(0),
                order: row.text(1),
                merchant: row.text(2),
                goods: row.text(3),
                price: row.money(4),
                state: row.value(5),
                redeemedAt: row.optionalTime(6),
                redeemedBy: row.text(7)
            )
        }
    }
}
