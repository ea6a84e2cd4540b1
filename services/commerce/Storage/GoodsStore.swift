import Basics
import CommerceDomain
import Storage

/// All SQL of the rows of goods but that of their stock: ``StockStore``.
struct GoodsStore {
    let connection: Connection

    // MARK: Reading

    /// A good, on sale or not, with the centre that its merchant belongs to.
    func goods(_ id: ID<Goods>) throws -> Goods? {
        let goods = try connection.first(
            """
            SELECT id, merchant, is_on, stock, sell_number, ref, name, description, market_price,
                price, starts_on, ends_on, opens, closes, picture, thumbnail, buy_info, per_user,
                refunds_expired
            FROM goods WHERE id = ?1
            """,
            id,
            row: Self.goods
        )
        return try goods.map(withPictures)
    }

    func goods(ref: String) throws -> Goods? {
        let goods = try connection.first(
            """
            SELECT id, merchant, is_on, stock, sell_number, ref, name, description, market_price,
                price, starts_on, ends_on, opens, closes, picture, thumbnail, buy_info, per_user,
                refunds_expired
            FROM goods WHERE ref = ?1
            """,
            ref,
            row: Self.goods
        )
        return try goods.map(withPictures)
    }

    /// What a merchant has on sale on a day, by number.
    func onSale(
        at merchant: ID<Merchant>,
        on day: Day,
        skipping skipped: Int64,
        upTo limit: Int64
    ) throws -> [Goods] {
        let goods = try connection.all(
            """
            SELECT id, merchant, is_on, stock, sell_number, ref, name, description, market_price,
                price, starts_on, ends_on, opens, closes, picture, thumbnail, buy_info, per_user,
                refunds_expired
            FROM goods WHERE merchant = ?1 AND is_on = 1 AND ends_on >= ?2
            ORDER BY id LIMIT ?3 OFFSET ?4
            """,
            merchant,
            day,
            limit,
            skipped,
            row: Self.goods
        )
        return try goods.map(withPictures)
    }

    /// Those behind this one, by number, on sale or not; of one merchant, or of all.
    func goods(
        after id: ID<Goods>,
        of merchant: ID<Merchant>?,
        upTo limit: Int64
    ) throws -> [Goods] {
        let goods: [Goods]
        if let merchant {
            goods = try connection.all(
                """
                SELECT id, merchant, is_on, stock, sell_number, ref, name, description,
                    market_price, price, starts_on, ends_on, opens, closes, picture, thumbnail,
                    buy_info, per_user, refunds_expired
                FROM goods WHERE merchant = ?1 AND id > ?2 ORDER BY id LIMIT ?3
                """,
                merchant,
                id,
                limit,
                row: Self.goods
            )
        } else {
            goods = try connection.all(
                """
                SELECT id, merchant, is_on, stock, sell_number, ref, name, description,
                    market_price, price, starts_on, ends_on, opens, closes, picture, thumbnail,
                    buy_info, per_user, refunds_expired
                FROM goods WHERE id > ?1 ORDER BY id LIMIT ?2
                """,
                id,
                limit,
                row: Self.goods
            )
        }
        return try goods.map(withPictures)
    }

    private func withPictures(_ goods: Goods) throws -> Goods {
        let files: [String] = try connection.all(
            "SELECT file FROM goods_picture WHERE goods = ?1 ORDER BY place",
            goods.id,
            row: { try $0.text(0) }
        )
        guard !files.isEmpty else { return goods }
        var details = goods.details
        details.pictures = files
        return goods.with(details: details)
    }

    private static func goods(_ row: Row) throws -> Goods {
        guard let hours = OpeningHours(opens: try row.integer(12), closes: try row.integer(13))
        else { throw StorageError.corrupt }
        var details = Goods.Details(
            ref: try row.text(5),
            name: try row.text(6),
            price: try row.money(9),
            startsOn: try row.day(10),
            endsOn: try row.day(11)
        )
        details.description = try row.text(7)
        details.marketPrice = try row.money(8)
        details.hours = hours
        details.picture = try row.text(14)
        details.thumbnail = try row.text(15)
        details.buyInfo = try row.text(16)
        details.perUser = try row.optionalInteger(17)
        details.refundsExpired = try row.bool(18)
        return Goods(
            id: try row.id(0),
            merchant: try row.id(1),
            isOn: try row.bool(2),
            stock: try row.optionalInteger(3),
            sold: try row.integer(4),
            details: details
        )
    }
}
