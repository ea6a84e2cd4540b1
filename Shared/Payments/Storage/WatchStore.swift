import Storage

/// All SQL that counts what waits for a person; each up to a bound.
struct WatchStore {
    let connection: Connection
    private static let bound = 10_000

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What waits.
    struct Counts: Sendable, Equatable {
        var stuck: Int64 = 0
        var differences: Int64 = 0
        var callbacks: Int64 = 0
    }

    func counts() throws -> Counts {
        let refunds = try count(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM pay_refund
                WHERE state NOT IN ('done', 'closed', 'cancelled')
                    AND (trouble IS NOT NULL OR state IN ('held', 'abnormal'))
                LIMIT ?1) AS found
            """
        )
        let transfers = try count(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM pay_transfer
                WHERE state NOT IN ('paid', 'failed', 'cancelled')
                    AND (trouble IS NOT NULL OR state = 'held')
                LIMIT ?1) AS found
            """
        )
        return Counts(
            stuck: refunds + transfers,
            differences: try count(
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM pay_difference WHERE explained_at IS NULL LIMIT ?1) AS found
                """
            ),
            callbacks: try count(
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM pay_callback WHERE state = 'waiting' LIMIT ?1) AS found
                """
            )
        )
    }

    private func count(_ sql: StaticString) throws -> Int64 {
        try connection.first(sql, Self.bound) { try $0.integer(0) } ?? 0
    }
}
