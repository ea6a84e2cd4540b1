import Basics
import CommerceDomain
import Storage

/// The SQL by which buying touches goods: what is on sale, how many one user has had, how many were
/// sold. Stock is ``StockStore``'s.
struct OrderGoodsStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A good that is on sale, as far as an order freezes it.
    struct Offer: Sendable {
        let oper: Int64
        let merchant: ID<Merchant>
        let merchantName: String
        let goods: ID<Goods>
        let name: String
        /// Files.
        let picture: String
        let thumbnail: String
        let price: Money
        let validity: GoodsValidity
        let isCounted: Bool
        let perUser: Int64?
        let refundsExpired: Bool
    }

    /// Nil for one that is not sold, or whose merchant is out of service.
    func offer(_ goods: ID<Goods>) throws -> Offer? {
        try connection.first(
            """
            SELECT m.oper, m.id, m.name, g.id, g.name, g.picture, g.thumbnail, g.price,
                g.starts_on, g.ends_on, g.stock, g.per_user, g.refunds_expired
            FROM goods g JOIN merchant m ON m.id = g.merchant
            WHERE g.id = ?1 AND g.is_on = 1 AND m.is_on = 1
            """,
            goods
        ) { row in
            try Offer(
                oper: row.integer(0),
                merchant: row.id(1),
                merchantName: row.text(2),
                goods: row.id(3),
                name: row.text(4),
                picture: row.text(5),
                thumbnail: row.text(6),
                price: row.money(7),
                validity: GoodsValidity(first: row.day(8), last: row.day(9)),
                isCounted: row.optionalInteger(10) != nil,
                perUser: row.optionalInteger(11),
                refundsExpired: row.bool(12)
            )
        }
    }

    /// Counts pieces towards what one user may have of a good. False, and nothing is done, where
    /// that would be too many.
    func take(
        _ pieces: Int64,
        of goods: ID<Goods>,
        by uid: ID<User>,
        upTo limit: Int64?
    ) throws -> Bool {
        guard pieces <= limit ?? .max else { return false }
        return try connection.run(
            """
            INSERT INTO goods_taken (goods, uid, pieces) VALUES (?1, ?2, ?3)
            ON CONFLICT (goods, uid) DO UPDATE SET pieces = goods_taken.pieces + ?3
                WHERE ?4 IS NULL OR goods_taken.pieces + ?3 <= ?4
            """,
            goods,
            uid,
            pieces,
            limit
        ) == 1
    }

    /// They were not had after all.
    func giveBack(_ pieces: Int64, of goods: ID<Goods>, by uid: ID<User>) throws {
        try connection.run(
            "UPDATE goods_taken SET pieces = pieces - ?3 WHERE goods = ?1 AND uid = ?2",
            goods,
            uid,
            pieces
        )
    }

    /// Paid pieces, less those given back.
    func addSold(_ pieces: Int64, of goods: ID<Goods>) throws {
        try connection.run(
            "UPDATE goods SET sell_number = sell_number + ?2 WHERE id = ?1",
            goods,
            pieces
        )
    }

    /// Two accounts are one person's: they have had what both had.
    func move(from gone: ID<User>, to left: ID<User>) throws {
        try connection.run(
            """
            INSERT INTO goods_taken (goods, uid, pieces)
            SELECT goods, ?2, pieces FROM goods_taken WHERE uid = ?1
            ON CONFLICT (goods, uid) DO UPDATE SET
                pieces = goods_taken.pieces + excluded.pieces
            """,
            gone,
            left
        )
        try connection.run("DELETE FROM goods_taken WHERE uid = ?1", gone)
    }
}
