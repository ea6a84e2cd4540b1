import Basics
import Storage

/// All SQL of the table `voucher_guess`: how often an operator has typed what is no voucher of
/// theirs.
struct VoucherGuessStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How many wrong numbers there were, and since when.
    func guesses(of operatorID: String) throws -> (wrong: Int64, since: UnixTime)? {
        try connection.first(
            "SELECT wrong, since FROM voucher_guess WHERE operator = ?1",
            operatorID
        ) { try (wrong: $0.integer(0), since: $0.time(1)) }
    }

    /// One more; the count begins anew where it began before `start`.
    func add(by operatorID: String, at now: UnixTime, anewBefore start: UnixTime) throws {
        try connection.run(
            """
            INSERT INTO voucher_guess (operator, wrong, since) VALUES (?1, 1, ?2)
            ON CONFLICT (operator) DO UPDATE SET
                wrong = CASE WHEN voucher_guess.since <= ?3 THEN 1
                    ELSE voucher_guess.wrong + 1 END,
                since = CASE WHEN voucher_guess.since <= ?3 THEN ?2
                    ELSE voucher_guess.since END
            """,
            operatorID,
            now,
            start
        )
    }
}
