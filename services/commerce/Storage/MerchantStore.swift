import Basics
import CommerceDomain
import Storage

/// All SQL of the rows of merchants. How they are found: ``MerchantFinder``.
struct MerchantStore {
    /// A merchant as it stands in its row, with the area that it is in.
    struct Record: Sendable, Equatable {
        var merchant: Merchant
        /// 0 abroad.
        var county: Int64
        var city: Int64
    }

    let connection: Connection

    // MARK: Reading

    func record(_ id: ID<Merchant>) throws -> Record? {
        try connection.first(
            """
            SELECT id, oper, is_on, ref, category, name, brand, region, address, lng, lat, opens,
                closes, logo, picture, description, contact, phone, county, city
            FROM merchant WHERE id = ?1
            """,
            id,
            row: Self.record
        )
    }

    /// The centre that a merchant in service belongs to; nil for one that is not, and for none.
    func centre(ofOneInService id: ID<Merchant>) throws -> Int64? {
        try connection.first(
            "SELECT oper FROM merchant WHERE id = ?1 AND is_on = 1",
            id,
            row: { try $0.integer(0) }
        )
    }

    func record(ref: String) throws -> Record? {
        try connection.first(
            """
            SELECT id, oper, is_on, ref, category, name, brand, region, address, lng, lat, opens,
                closes, logo, picture, description, contact, phone, county, city
            FROM merchant WHERE ref = ?1
            """,
            ref,
            row: Self.record
        )
    }

    /// Those behind this one, by number, in service or not.
    func records(after id: ID<Merchant>, upTo limit: Int64) throws -> [Record] {
        try connection.all(
            """
            SELECT id, oper, is_on, ref, category, name, brand, region, address, lng, lat, opens,
                closes, logo, picture, description, contact, phone, county, city
            FROM merchant WHERE id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.record
        )
    }

    /// The lowest price of what is on sale there on a day; nil where nothing is.
    func lowestPrice(of id: ID<Merchant>, on day: Day) throws -> Money? {
        try connection.first(
            """
            SELECT price FROM goods WHERE merchant = ?1 AND is_on = 1 AND ends_on >= ?2
            ORDER BY price LIMIT 1
            """,
            id,
            day,
            row: { try $0.money(0) }
        )
    }

    static func record(_ row: Row) throws -> Record {
        guard let point = GeoPoint(lng: try row.integer(9), lat: try row.integer(10)),
            let hours = OpeningHours(opens: try row.integer(11), closes: try row.integer(12))
        else { throw StorageError.corrupt }
        var details = Merchant.Details(
            ref: try row.text(3),
            category: try row.id(4),
            name: try row.text(5),
            address: try row.text(8),
            point: point
        )
        details.brand = try row.text(6)
        details.region = try row.integer(7)
        details.hours = hours
        details.logo = try row.text(13)
        details.picture = try row.text(14)
        details.description = try row.text(15)
        details.contact = try row.text(16)
        details.phone = try row.text(17)
        let merchant = Merchant(
            id: try row.id(0),
            oper: try row.integer(1),
            isOn: try row.bool(2),
            details: details
        )
        return Record(merchant: merchant, county: try row.integer(18), city: try row.integer(19))
    }
}
