import Storage

/// Numbers that there is one of each.
struct SettingStore {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// How far the domain's time is ahead of the real one, in milliseconds; nil in a new file.
    func clockOffset() throws -> Int64? {
        try number("clock_offset")
    }

    func setClockOffset(_ milliseconds: Int64) throws {
        try set("clock_offset", milliseconds)
    }

    /// The seed that a control call gave.
    func seed() throws -> Int64? {
        try number("seed")
    }

    func setSeed(_ seed: Int64) throws {
        try set("seed", seed)
    }

    /// How often the seed was taken up since the file was new or reset.
    func seedTurn() throws -> Int64 {
        try number("seed_turn") ?? 0
    }

    func setSeedTurn(_ turn: Int64) throws {
        try set("seed_turn", turn)
    }

    private func number(_ name: String) throws -> Int64? {
        try connection.first("SELECT value FROM setting WHERE name = ?1", name) {
            try $0.integer(0)
        }
    }

    private func set(_ name: String, _ value: Int64) throws {
        try connection.run(
            """
            INSERT INTO setting (name, value) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            name,
            value
        )
    }
}
