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
                city, lng, lat, band, cell, opens, closes, logo, picture, description, contact,
                phone, is_on, created, changed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20, ?21, ?22, ?23, ?23)
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
            GeoCell.number(of: details.point),
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
                cell = ?13, opens = ?14, closes = ?15, logo = ?16, picture = ?17,
                description = ?18, contact = ?19, phone = ?20, is_on = ?21, changed = ?22
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
            GeoCell.number(of: details.point),
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

    /// The row of `merchant_count` and `gram_count` that counts all cities together.
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
                INSERT INTO merchant_gram (gram, city, cell, merchant, category)
                VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                gram,
                record.city,
                GeoCell.number(of: details.point),
                record.merchant.id,
                details.category
            )
            for city in [record.city, Self.everywhere] {
                try connection.run(
                    """
                    INSERT INTO gram_count (gram, city, merchants) VALUES (?1, ?2, 1)
                    ON CONFLICT (gram, city) DO UPDATE SET merchants = gram_count.merchants + 1
                    """,
                    gram,
                    city
                )
            }
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
                """
                DELETE FROM merchant_gram
                WHERE gram = ?1 AND city = ?2 AND cell = ?3 AND merchant = ?4
                """,
                gram,
                record.city,
                GeoCell.number(of: details.point),
                record.merchant.id
            )
            for city in [record.city, Self.everywhere] {
                try connection.run(
                    """
                    UPDATE gram_count SET merchants = merchants - 1 WHERE gram = ?1 AND city = ?2
                    """,
                    gram,
                    city
                )
            }
        }
    }

    private func grams(_ details: Merchant.Details, _ initials: Initials) -> Set<Int64> {
        SearchText(details.name).grams(initials).union(SearchText(details.brand).grams(initials))
    }
}
