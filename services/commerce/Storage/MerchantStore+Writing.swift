import Basics
import CommerceDomain
import Storage

extension MerchantStore {
    /// A new one; false if its `ref` is taken.
    func add(_ record: Record, _ initials: Initials, at time: UnixTime) throws -> Bool {
        let details = record.merchant.details
        let added = try connection.run(
            """
            INSERT INTO merchant (id, ref, oper, category, name, brand, region, address, county,
                city, lng, lat, band, opens, closes, logo, picture, description, contact, phone,
                is_on, created, changed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20, ?21, ?22, ?22)
            ON CONFLICT (ref) DO NOTHING
            """,
            record.merchant.id,
            details.ref,
            record.merchant.oper,
            details.category,
            details.name,
            details.brand,
            details.region,
            details.address,
            record.county,
            record.city,
            details.point.lng,
            details.point.lat,
            GeoBand.number(of: details.point.lat),
            details.hours.opens,
            details.hours.closes,
            details.logo,
            details.picture,
            details.description,
            details.contact,
            details.phone,
            record.merchant.isOn,
            time
        )
        guard added == 1 else { return false }
        if record.merchant.isOn { try list(record, initials) }
        return true
    }

    /// Puts another in the place of `before`; its `ref` stays.
    func change(
        _ before: Record,
        to record: Record,
        _ initials: Initials,
        at time: UnixTime
    ) throws {
        let details = record.merchant.details
        try connection.run(
            """
            UPDATE merchant SET oper = ?2, category = ?3, name = ?4, brand = ?5, region = ?6,
                address = ?7, county = ?8, city = ?9, lng = ?10, lat = ?11, band = ?12,
                opens = ?13, closes = ?14, logo = ?15, picture = ?16, description = ?17,
                contact = ?18, phone = ?19, is_on = ?20, changed = ?21
            WHERE id = ?1
            """,
            record.merchant.id,
            record.merchant.oper,
            details.category,
            details.name,
            details.brand,
            details.region,
            details.address,
            record.county,
            record.city,
            details.point.lng,
            details.point.lat,
            GeoBand.number(of: details.point.lat),
            details.hours.opens,
            details.hours.closes,
            details.logo,
            details.picture,
            details.description,
            details.contact,
            details.phone,
            record.merchant.isOn,
            time
        )
        guard listing(before) != listing(record) else { return }
        if before.merchant.isOn { try unlist(before, initials) }
        if record.merchant.isOn { try list(record, initials) }
    }

    /// All that stands of a merchant in the tables it is found by.
    private func listing(_ record: Record) -> [String] {
        let details = record.merchant.details
        return [
            "\(record.merchant.isOn) \(record.city) \(details.category) \(details.point)",
            details.name, details.brand,
        ]
    }

    /// The row of `merchant_count` that counts all cities together.
    static let everywhere: Int64 = -1

    private func list(_ record: Record, _ initials: Initials) throws {
        let details = record.merchant.details
        for city in [record.city, Self.everywhere] {
            try connection.run(
                """
                INSERT INTO merchant_count (city, category, merchants) VALUES (?1, ?2, 1)
                ON CONFLICT (city, category) DO UPDATE SET
                    merchants = merchant_count.merchants + 1
                """,
                city,
                details.category
            )
        }
        for gram in grams(details, initials) {
            try connection.run(
                """
                INSERT INTO merchant_gram (gram, city, merchant, category, lng, lat)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """,
                gram,
                record.city,
                record.merchant.id,
                details.category,
                details.point.lng,
                details.point.lat
            )
        }
    }

    private func unlist(_ record: Record, _ initials: Initials) throws {
        let details = record.merchant.details
        for city in [record.city, Self.everywhere] {
            try connection.run(
                """
                UPDATE merchant_count SET merchants = merchants - 1
                WHERE city = ?1 AND category = ?2
                """,
                city,
                details.category
            )
        }
        for gram in grams(details, initials) {
            try connection.run(
                "DELETE FROM merchant_gram WHERE gram = ?1 AND city = ?2 AND merchant = ?3",
                gram,
                record.city,
                record.merchant.id
            )
        }
    }

    private func grams(_ details: Merchant.Details, _ initials: Initials) -> Set<Int64> {
        SearchText(details.name).grams(initials).union(SearchText(details.brand).grams(initials))
    }
}
