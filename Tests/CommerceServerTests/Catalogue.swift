import Basics
import ServiceKit
import Storage

@testable import CommerceServer

/// Two merchants of two centres, and what they sell.
enum Catalogue {
    static let merchant: Int64 = 11
    /// Of the other centre.
    static let other: Int64 = 12
    /// 12.34 yuan, nobody counts it, good in January 2026.
    static let tea: Int64 = 101
    /// 1 fen; fifty of them.
    static let rare: Int64 = 102
    /// Two a user.
    static let limited: Int64 = 103
    /// Of the other centre.
    static let away: Int64 = 104
    /// Not on sale; over; not yet good; not given back by itself.
    static let off: Int64 = 105
    static let over: Int64 = 106
    static let later: Int64 = 107
    static let kept: Int64 = 108
    /// 3,000 yuan.
    static let dear: Int64 = 109

    /// 2026-01-15, when the tests' time begins.
    static let today = Day("2026-01-15") ?? Day(number: 0)

    static func plant(in database: ServiceDatabase) async throws {
        try await database.write { unit in
            try unit.connection.run(
                """
                INSERT INTO category (id, ref, parent, name, icon, place, is_on, changed)
                VALUES (1, 'c', NULL, '茶', '', 1, 1, 0)
                """
            )
            try addMerchant(merchant, "一号茶馆", 1, unit.connection)
            try addMerchant(other, "二号茶馆", 2, unit.connection)
            let (first, last) = (today.adding(days: -14), today.adding(days: 16))
            try add(Row(tea, merchant, "红茶", 1234, first, last), unit.connection)
            try add(Row(rare, merchant, "白茶", 1, first, last, stock: 50), unit.connection)
            try add(Row(limited, merchant, "绿茶", 100, first, last, perUser: 2), unit.connection)
            try add(Row(away, other, "黑茶", 500, first, last), unit.connection)
            try add(Row(off, merchant, "黄茶", 100, first, last, isOn: false), unit.connection)
            try add(Row(over, merchant, "花茶", 100, first, today.adding(days: -1)), unit.connection)
            try add(Row(later, merchant, "青茶", 100, today.adding(days: 2), last), unit.connection)
            try add(
                Row(kept, merchant, "陈茶", 100, first, today, refundsExpired: false),
                unit.connection
            )
            try add(Row(dear, merchant, "古树茶", 300_000, first, last), unit.connection)
        }
    }

    private struct Row {
        let id: Int64
        let merchant: Int64
        let name: String
        let price: Int64
        let first: Day
        let last: Day
        let stock: Int64?
        let perUser: Int64?
        let isOn: Bool
        let refundsExpired: Bool

        init(
            _ id: Int64,
            _ merchant: Int64,
            _ name: String,
            _ price: Int64,
            _ first: Day,
            _ last: Day,
            stock: Int64? = nil,
            perUser: Int64? = nil,
            isOn: Bool = true,
            refundsExpired: Bool = true
        ) {
            self.id = id
            self.merchant = merchant
            self.name = name
            self.price = price
            self.first = first
            self.last = last
            self.stock = stock
            self.perUser = perUser
            self.isOn = isOn
            self.refundsExpired = refundsExpired
        }
    }

    private static func addMerchant(
        _ id: Int64,
        _ name: String,
        _ oper: Int64,
        _ connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO merchant (id, ref, oper, category, name, brand, region, address, county,
                city, lng, lat, band, cell, opens, closes, logo, picture, description, contact,
                phone, is_on, created, changed)
            VALUES (?1, ?2, ?3, 1, ?2, '', 1, '', 0, 0, 116000000, 39000000, 0, 0, 0, 0, '', '',
                '', '', '', 1, 0, 0)
            """,
            id,
            name,
            oper
        )
        for city in [0, MerchantStore.everywhere] {
            try connection.run(
                """
                INSERT INTO merchant_count (city, category, merchants) VALUES (?1, 1, 1)
                ON CONFLICT (city, category) DO UPDATE SET
                    merchants = merchant_count.merchants + 1
                """,
                city
            )
        }
    }

    private static func add(_ row: Row, _ connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO goods (id, ref, merchant, name, description, market_price, price, starts_on,
                ends_on, opens, closes, picture, thumbnail, buy_info, is_on, stock, per_user,
                refunds_expired, sell_number, created, changed)
            VALUES (?1, ?2, ?3, ?2, '', ?4, ?4, ?5, ?6, 0, 0, 'p.jpg', 't.jpg', '', ?7, NULL, ?8,
                ?9, 0, 0, 0)
            """,
            row.id,
            row.name,
            row.merchant,
            row.price,
            row.first,
            row.last,
            row.isOn,
            row.perUser,
            row.refundsExpired
        )
        try StockStore(connection: connection).set(
            ID(row.id),
            to: row.stock,
            cause: "test",
            reason: "",
            at: UnixTime(seconds: 0)
        )
    }
}
