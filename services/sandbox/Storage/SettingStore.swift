import Storage

/// Numbers that there is one of each.
struct SettingStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How far the domain's time is ahead of the real one, in milliseconds.
    func clockOffset() throws -> Int64 {
        try connection.first("SELECT value FROM setting WHERE name = 'clock_offset'") {
            $0.integer(0)
        } ?? 0
    }

    func setClockOffset(_ milliseconds: Int64) throws {
        try connection.run(
            """
            INSERT INTO setting (name, value) VALUES ('clock_offset', ?1)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            milliseconds
        )
    }
}
