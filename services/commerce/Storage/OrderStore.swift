import Basics
import CommerceDomain
import Storage

/// All SQL that reads and adds rows of the table `orders`; its steps are in an extension.
struct OrderStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: Adding

    /// False where its number is taken.
    func add(_ order: OrderRecord) throws -> Bool {
        try connection.run(
            """
            INSERT INTO orders
                (id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,
                goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,
                refunds_expired, takes_stock, state, created_at, expires_at, changed_at, redeemed,
                locked, refunded, refunded_amount, mobile_tail)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, 1, ?20, ?21, ?20, 0, 0, 0, 0, ?22)
            ON CONFLICT (number) DO NOTHING
            """,
            order.id,
            order.number.text,
            order.uid,
            order.userName,
            order.mobile,
            order.oper,
            order.merchant,
            order.merchantName,
            order.bought.goods,
            order.bought.name,
            order.bought.picture,
            order.bought.thumbnail,
            order.bought.price,
            order.pieces.count,
            order.amount,
            order.bought.validity.first,
            order.bought.validity.last,
            order.bought.refundsExpired,
            order.takesStock,
            order.createdAt,
            order.expiresAt,
            order.mobileTail
        ) == 1
    }

    // MARK: Reading

    func order(_ id: ID<Order>) throws -> OrderRecord? {
        try connection.first(
            """
            SELECT id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,
                goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,
                refunds_expired, takes_stock, state, created_at, expires_at, changed_at, paid_at,
                payment, redeemed, locked, refunded, refunded_amount, refunded_at, shipped_at,
                mobile_tail
            FROM orders WHERE id = ?1
            """,
            id,
            row: Self.order
        )
    }

    func order(_ number: OrderNumber) throws -> OrderRecord? {
        try connection.first(
            """
            SELECT id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,
                goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,
                refunds_expired, takes_stock, state, created_at, expires_at, changed_at, paid_at,
                payment, redeemed, locked, refunded, refunded_amount, refunded_at, shipped_at,
                mobile_tail
            FROM orders WHERE number = ?1
            """,
            number.text,
            row: Self.order
        )
    }

    /// Nil where it is somebody else's.
    func order(_ number: OrderNumber, of uid: ID<User>) throws -> OrderRecord? {
        guard let order = try order(number), order.uid == uid else { return nil }
        return order
    }

    /// A page of somebody's, of those in a state or of all, the newest first, one after the other.
    func orders(
        of uid: ID<User>,
        in state: OrderState?,
        skipping offset: Int64,
        upTo count: Int64,
        _ use: (OrderRecord) throws -> Void
    ) throws {
        guard let state else {
            return try connection.each(
                """
                SELECT id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,
                    goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,
                    refunds_expired, takes_stock, state, created_at, expires_at, changed_at, paid_at,
                    payment, redeemed, locked, refunded, refunded_amount, refunded_at, shipped_at,
                    mobile_tail
                FROM orders WHERE uid = ?1 ORDER BY id DESC LIMIT ?3 OFFSET ?2
                """,
                uid,
                offset,
                count
            ) { try use(Self.order($0)) }
        }
        try connection.each(
            """
            SELECT id, number, uid, user_name, mobile, oper, merchant, merchant_name, goods,
                goods_name, goods_pic, goods_thumb, price, pieces, amount, valid_from, valid_until,
                refunds_expired, takes_stock, state, created_at, expires_at, changed_at, paid_at,
                payment, redeemed, locked, refunded, refunded_amount, refunded_at, shipped_at,
                mobile_tail
            FROM orders WHERE uid = ?1 AND state = ?2 ORDER BY id DESC LIMIT ?4 OFFSET ?3
            """,
            uid,
            state.rawValue,
            offset,
            count
        ) { try use(Self.order($0)) }
    }

    /// How many somebody has, in a state or at all.
    func count(of uid: ID<User>, in state: OrderState?) throws -> Int64 {
        guard let state else {
            return try connection.first("SELECT count(*) FROM orders WHERE uid = ?1", uid) {
                try $0.integer(0)
            } ?? 0
        }
        return try connection.first(
            "SELECT count(*) FROM orders WHERE uid = ?1 AND state = ?2",
            uid,
            state.rawValue
        ) { try $0.integer(0) } ?? 0
    }

    static func order(_ row: Row) throws -> OrderRecord {
        try OrderRecord(
            id: row.id(0),
            number: OrderNumber(stored: row.text(1)),
            uid: row.id(2),
            userName: row.text(3),
            mobileTail: row.text(31),
            mobile: row.bytes(4),
            oper: row.integer(5),
            merchant: row.id(6),
            merchantName: row.text(7),
            bought: OrderRecord.Bought(
                goods: row.id(8),
                name: row.text(9),
                picture: row.text(10),
                thumbnail: row.text(11),
                price: row.money(12),
                validity: GoodsValidity(first: row.day(15), last: row.day(16)),
                refundsExpired: row.bool(17)
            ),
            pieces: OrderPieces(
                count: row.integer(13),
                redeemed: row.integer(25),
                locked: row.integer(26),
                refunded: row.integer(27)
            ),
            amount: row.money(14),
            takesStock: row.bool(18),
            state: row.value(19),
            createdAt: row.time(20),
            expiresAt: row.time(21),
            changedAt: row.time(22),
            paidAt: row.optionalTime(23),
            payment: row.optionalText(24),
            refundedAmount: row.money(28),
            refundedAt: row.optionalTime(29),
            shippedAt: row.optionalTime(30)
        )
    }
}
