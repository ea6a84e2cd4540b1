import Basics
import CommerceDomain
import Storage

/// All SQL of the table `voucher`.
struct VoucherStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// False where the code is taken; another one is needed.
    func add(
        _ code: VoucherCode,
        place: Int64,
        of order: ID<Order>,
        at merchant: ID<Merchant>
    ) throws -> Bool {
        let id: ID<Voucher> = try connection.nextID()
        return try connection.run(
            """
            INSERT INTO voucher (id, code, order_id, place, merchant, state)
            VALUES (?1, ?2, ?3, ?4, ?5, 'open')
            ON CONFLICT (code) DO NOTHING
            """,
            id,
            code.text,
            order,
            place,
            merchant
        ) == 1
    }

    // MARK: Reading

    /// Those of an order, in their places.
    func vouchers(of order: ID<Order>) throws -> [Voucher] {
        try connection.all(
            """
            SELECT id, order_id, code, state, redeemed_at
            FROM voucher WHERE order_id = ?1 ORDER BY place
            """,
            order,
            row: Self.voucher
        )
    }

    func voucher(_ code: VoucherCode) throws -> Voucher? {
        try connection.first(
            "SELECT id, order_id, code, state, redeemed_at FROM voucher WHERE code = ?1",
            code.text,
            row: Self.voucher
        )
    }

    /// When the earliest redemption of an order that still stands was; nil where none is.
    func firstRedemption(of order: ID<Order>) throws -> UnixTime? {
        try connection.first(
            "SELECT min(redeemed_at) FROM voucher WHERE order_id = ?1 AND state = 'redeemed'",
            order
        ) { try $0.optionalTime(0) } ?? nil
    }

    // MARK: Steps

    /// Hands over what it is for. False where it is not open.
    func redeem(_ code: VoucherCode, by operatorID: String, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE voucher SET state = 'redeemed', redeemed_at = ?3, redeemed_by = ?2
            WHERE code = ?1 AND state = 'open'
            """,
            code.text,
            operatorID,
            now
        ) == 1
    }

    /// Takes a redemption back that is not older than `since`. False where there is none.
    func unredeem(_ code: VoucherCode, since: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE voucher SET state = 'open', redeemed_at = NULL, redeemed_by = NULL
            WHERE code = ?1 AND state = 'redeemed' AND redeemed_at > ?2
            """,
            code.text,
            since
        ) == 1
    }

    /// Sets all open ones of an order apart for a refund; how many they were.
    func lockAll(of order: ID<Order>, for refund: ID<OrderRefund>) throws -> Int64 {
        Int64(
            try connection.run(
                "UPDATE voucher SET state = 'locked', refund = ?2 WHERE order_id = ?1 AND state = 'open'",
                order,
                refund
            )
        )
    }

    /// Sets one apart. False where it is not an open one of this order.
    func lock(
        _ code: VoucherCode,
        of order: ID<Order>,
        for refund: ID<OrderRefund>
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE voucher SET state = 'locked', refund = ?3
            WHERE code = ?1 AND order_id = ?2 AND state = 'open'
            """,
            code.text,
            order,
            refund
        ) == 1
    }

    /// Those that nobody has redeemed and nothing else is set apart for, in their places.
    func open(of order: ID<Order>, upTo count: Int64) throws -> [VoucherCode] {
        try connection.all(
            """
            SELECT code FROM voucher WHERE order_id = ?1 AND state = 'open'
            ORDER BY place LIMIT ?2
            """,
            order,
            count,
            row: { VoucherCode(stored: try $0.text(0)) }
        )
    }

    /// The refund has come to nothing: they are good again.
    func unlock(_ refund: ID<OrderRefund>) throws {
        try connection.run(
            "UPDATE voucher SET state = 'open', refund = NULL WHERE refund = ?1 AND state = 'locked'",
            refund
        )
    }

    /// Their money is back.
    func refund(_ refund: ID<OrderRefund>) throws {
        try connection.run(
            "UPDATE voucher SET state = 'refunded' WHERE refund = ?1 AND state = 'locked'",
            refund
        )
    }

    private static func voucher(_ row: Row) throws -> Voucher {
        try Voucher(
            id: row.id(0),
            order: row.id(1),
            code: VoucherCode(stored: row.text(2)),
            state: row.value(3),
            redeemedAt: row.optionalTime(4)
        )
    }
}
