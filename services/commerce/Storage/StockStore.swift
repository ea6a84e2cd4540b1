import Basics
import CommerceDomain
import Storage

/// What is left of a good, and its journal: no stock changes without a row that says why.
struct StockStore {
    /// A row of a journal.
    struct Entry: Sendable {
        let number: Int64
        let cause: String
        let change: Int64
        /// Nil where nobody counts any more.
        let stockAfter: Int64?
        let reason: String
        let at: UnixTime
    }

    let connection: Connection

    /// Takes pieces away, or gives them back where `change` is above nothing, once for each cause.
    /// Nothing happens where nobody counts. False if there are too few.
    func change(
        _ goods: ID<Goods>,
        by change: Int64,
        cause: String,
        reason: String = "",
        at time: UnixTime
    ) throws -> Bool {
        if try entry(cause, of: goods) != nil { return true }
        let left: Int64?? = try connection.first(
            """
            UPDATE goods SET stock = stock + ?2
            WHERE id = ?1 AND (stock IS NULL OR stock + ?2 >= 0) RETURNING stock
            """,
            goods,
            change,
            row: { try $0.optionalInteger(0) }
        )
        guard let left else { return false }
        guard let left else { return true }
        try note(goods, cause, change, left, reason, time)
        return true
    }

    /// Has a good counted from now on, or no more.
    func set(
        _ goods: ID<Goods>,
        to stock: Int64?,
        cause: String,
        reason: String,
        at time: UnixTime
    ) throws {
        let before: Int64?? = try connection.first(
            "SELECT stock FROM goods WHERE id = ?1",
            goods,
            row: { try $0.optionalInteger(0) }
        )
        guard let before, before != stock else { return }
        try connection.run("UPDATE goods SET stock = ?2 WHERE id = ?1", goods, stock)
        try note(goods, cause, (stock ?? 0) - (before ?? 0), stock, reason, time)
    }

    /// The rows of a journal behind this one, oldest first.
    func entries(of goods: ID<Goods>, after number: Int64, upTo limit: Int64) throws -> [Entry] {
        try connection.all(
            """
            SELECT number, cause, change, stock_after, reason, at FROM stock_entry
            WHERE goods = ?1 AND number > ?2 ORDER BY number LIMIT ?3
            """,
            goods,
            number,
            limit,
            row: Self.entry
        )
    }

    private func entry(_ cause: String, of goods: ID<Goods>) throws -> Entry? {
        try connection.first(
            """
            SELECT number, cause, change, stock_after, reason, at FROM stock_entry
            WHERE goods = ?1 AND cause = ?2
            """,
            goods,
            cause,
            row: Self.entry
        )
    }

    private func note(
        _ goods: ID<Goods>,
        _ cause: String,
        _ change: Int64,
        _ left: Int64?,
        _ reason: String,
        _ time: UnixTime
    ) throws {
        try connection.run(
            """
            INSERT INTO stock_entry (goods, number, cause, change, stock_after, reason, at)
            SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6
            FROM stock_entry WHERE goods = ?1
            """,
            goods,
            cause,
            change,
            left,
            reason,
            time
        )
    }

    private static func entry(_ row: Row) throws(StorageError) -> Entry {
        try Entry(
            number: row.integer(0),
            cause: row.text(1),
            change: row.integer(2),
            stockAfter: row.optionalInteger(3),
            reason: row.text(4),
            at: row.time(5)
        )
    }
}
