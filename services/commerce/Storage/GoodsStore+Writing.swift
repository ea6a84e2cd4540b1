import Basics
import CommerceDomain
import Storage

extension GoodsStore {
    /// A new one, without a stock yet; false if its `ref` is taken.
    func add(_ goods: Goods, at time: UnixTime) throws -> Bool {
        let details = goods.details
        let added = try connection.run(
            """
            INSERT INTO goods (id, ref, merchant, name, description, market_price, price,
                starts_on, ends_on, opens, closes, picture, thumbnail, buy_info, is_on, per_user,
                refunds_expired, sell_number, created, changed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 0,
                ?18, ?18)
            ON CONFLICT (ref) DO NOTHING
            """,
            goods.id,
            details.ref,
            goods.merchant,
            details.name,
            details.description,
            details.marketPrice,
            details.price,
            details.startsOn,
            details.endsOn,
            details.hours.opens,
            details.hours.closes,
            details.picture,
            details.thumbnail,
            details.buyInfo,
            goods.isOn,
            details.perUser,
            details.refundsExpired,
            time
        )
        guard added == 1 else { return false }
        try put(details.pictures, of: goods.id)
        return true
    }

    /// Puts what an operator says of it in its place; `ref`, merchant, stock and what was sold stay.
    func change(_ goods: Goods, at time: UnixTime) throws {
        let details = goods.details
        try connection.run(
            """
            UPDATE goods SET name = ?2, description = ?3, market_price = ?4, price = ?5,
                starts_on = ?6, ends_on = ?7, opens = ?8, closes = ?9, picture = ?10,
                thumbnail = ?11, buy_info = ?12, is_on = ?13, per_user = ?14,
                refunds_expired = ?15, changed = ?16
            WHERE id = ?1
            """,
            goods.id,
            details.name,
            details.description,
            details.marketPrice,
            details.price,
            details.startsOn,
            details.endsOn,
            details.hours.opens,
            details.hours.closes,
            details.picture,
            details.thumbnail,
            details.buyInfo,
            goods.isOn,
            details.perUser,
            details.refundsExpired,
            time
        )
        try put(details.pictures, of: goods.id)
    }

    private func put(_ files: [String], of goods: ID<Goods>) throws {
        try connection.run("DELETE FROM goods_picture WHERE goods = ?1", goods)
        for (place, file) in files.enumerated() {
            try connection.run(
                "INSERT INTO goods_picture (goods, place, file) VALUES (?1, ?2, ?3)",
                goods,
                place,
                file
            )
        }
    }
}
