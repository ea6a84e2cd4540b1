import CommerceDomain
import Storage

/// Proves of a file that what is kept beside the rows of the catalogue is what they say.
struct CatalogueCheck {
    let connection: Connection

    /// What does not add up, in words; empty where all does.
    func problems() throws -> [String] {
        try stocks() + counts() + totals() + grams() + gramCounts()
    }

    /// A stock is the sum of its journal.
    private func stocks() throws -> [String] {
        try connection.all(
            """
            SELECT goods.id, coalesce(goods.stock, 0), coalesce(entries.total, 0)
            FROM goods LEFT JOIN
                (SELECT goods, sum(change) AS total FROM stock_entry GROUP BY goods) AS entries
                ON entries.goods = goods.id
            WHERE coalesce(goods.stock, 0) <> coalesce(entries.total, 0) LIMIT 100
            """
        ) { row in
            "goods \(try row.integer(0)): the stock is \(try row.integer(1)), its journal says "
                + "\(try row.integer(2))"
        }
    }

    /// So many merchants in service are in each city and category.
    private func counts() throws -> [String] {
        try connection.all(
            """
            SELECT city, category, merchants,
                (SELECT count(*) FROM merchant
                WHERE is_on = 1 AND merchant.city = merchant_count.city
                    AND merchant.category = merchant_count.category)
            FROM merchant_count WHERE city >= 0 AND merchants <>
                (SELECT count(*) FROM merchant
                WHERE is_on = 1 AND merchant.city = merchant_count.city
                    AND merchant.category = merchant_count.category)
            LIMIT 100
            """
        ) { row in
            "city \(try row.integer(0)), category \(try row.integer(1)): "
                + "\(try row.integer(2)) merchants are counted, there are \(try row.integer(3))"
        }
    }

    /// The cities together are everywhere.
    private func totals() throws -> [String] {
        let sums: [Int64] = try connection.all(
            """
            SELECT count(*) FROM merchant WHERE is_on = 1
            UNION ALL SELECT coalesce(sum(merchants), 0) FROM merchant_count WHERE city = -1
            UNION ALL SELECT coalesce(sum(merchants), 0) FROM merchant_count WHERE city >= 0
            """,
            row: { try $0.integer(0) }
        )
        return Set(sums).count == 1
            ? [] : ["merchants in service, counted in three ways: \(sums)"]
    }

    /// A name is found where its merchant is, and only while that is in service.
    private func grams() throws -> [String] {
        try connection.all(
            """
            SELECT DISTINCT merchant.id FROM merchant_gram
            JOIN merchant ON merchant.id = merchant_gram.merchant
            WHERE merchant.is_on <> 1 OR merchant.city <> merchant_gram.city
                OR merchant.cell <> merchant_gram.cell
                OR merchant.category <> merchant_gram.category
            LIMIT 100
            """
        ) { "merchant \(try $0.integer(0)): its name is found where it is not" }
    }

    /// So many names in each city hold a few characters, and so many everywhere.
    private func gramCounts() throws -> [String] {
        try connection.all(
            """
            SELECT kept.gram, kept.city, kept.merchants FROM gram_count AS kept LEFT JOIN
                (SELECT gram, city, count(*) AS found FROM merchant_gram GROUP BY gram, city
                UNION ALL SELECT gram, -1, count(*) FROM merchant_gram GROUP BY gram) AS names
                ON names.gram = kept.gram AND names.city = kept.city
            WHERE kept.merchants <> coalesce(names.found, 0) LIMIT 100
            """
        ) { row in
            "gram \(try row.integer(0)) in city \(try row.integer(1)): "
                + "\(try row.integer(2)) merchants are counted, which there are not"
        }
    }
}
