import Basics
import Storage

/// All SQL of the table `payout_day`: what red packets come to, by the day of China's calendar on
/// which they were claimed.
struct PayoutDayStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    static func migration(number: Int) -> Migration {
        Migration(
            number: number,
            name: "payouts of a day",
            sql: """
                CREATE TABLE payout_day (
                    day INT64 PRIMARY KEY NOT NULL,
                    fen INT64 NOT NULL CHECK (fen >= 0)
                );
                """
        )
    }

    /// Counts an amount among a day's. False, and nothing is counted, where the limit would be
    /// passed.
    func take(_ amount: Money, on day: Day, limit: Money) throws -> Bool {
        try connection.run(
            "INSERT INTO payout_day (day, fen) VALUES (?1, 0) ON CONFLICT (day) DO NOTHING",
            day
        )
        return try connection.run(
            "UPDATE payout_day SET fen = fen + ?2 WHERE day = ?1 AND fen + ?2 <= ?3",
            day,
            amount,
            limit
        ) == 1
    }

    /// An amount that was counted on that day is not paid.
    func giveBack(_ amount: Money, on day: Day) throws {
        try connection.run(
            "UPDATE payout_day SET fen = fen - ?2 WHERE day = ?1",
            day,
            amount
        )
    }

    func total(on day: Day) throws -> Money {
        try connection.first("SELECT fen FROM payout_day WHERE day = ?1", day) {
            try $0.money(0)
        } ?? .zero
    }
}
