import Basics

/// Brings a file's schema up to date.
struct Migrator {
    let connection: Connection
    let migrations: [Migration]

    /// The driver's own tables.
    private static let own: StaticString = """
        CREATE TABLE IF NOT EXISTS schema_migration (
            number INT64 PRIMARY KEY,
            name TEXT NOT NULL,
            hash INT64 NOT NULL,
            applied_at INT64 NOT NULL
        );
        CREATE TABLE IF NOT EXISTS id_sequence (
            one INT64 PRIMARY KEY CHECK (one = 1),
            last INT64 NOT NULL
        );
        INSERT INTO id_sequence (one, last) VALUES (1, 0) ON CONFLICT DO NOTHING;
        """

    /// Runs what has not run yet, in order, each step in a transaction of its own.
    ///
    /// Refuses a list with gaps, a step that was changed after it had run, and a file that a later
    /// release has made.
    func run() throws {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw StorageError.misuse("migration \(migration.number) stands at \(index + 1)")
        }
        try inTransaction { try connection.handle.execute(NeutralSQL.sqlite(Self.own)) }
        // Another replica may start at the same moment: looked at under the write lock.
        for migration in migrations {
            try inTransaction {
                try refuseNewerFile()
                if try !hasRun(migration) { try apply(migration) }
            }
        }
        try refuseNewerFile()
    }

    private func refuseNewerFile() throws {
        let last = try connection.first(
            "SELECT coalesce(max(number), 0) FROM schema_migration",
            row: { try Int($0.integer(0)) }
        )
        guard let last, last > migrations.count else { return }
        try refuseOthersFile()
        throw StorageError.newerFile(have: last, known: migrations.count)
    }

    /// A file whose first step is not ours was not made by a later release, but by another process.
    private func refuseOthersFile() throws {
        guard let first = migrations.first else { return }
        let made = try connection.first(
            "SELECT name FROM schema_migration WHERE number = 1",
            row: { try $0.text(0) }
        )
        guard let made, made != "\(first.name)" else { return }
        throw StorageError.cannotOpen(
            "the database is another service's: its first migration is \"\(made)\", not "
                + "\"\(first.name)\""
        )
    }

    private func hasRun(_ migration: Migration) throws -> Bool {
        let hash = try connection.first(
            "SELECT hash FROM schema_migration WHERE number = ?1",
            migration.number,
            row: { try $0.integer(0) }
        )
        guard let hash else { return false }
        guard hash == migration.hash else {
            if migration.number == 1 { try refuseOthersFile() }
            throw StorageError.misuse("migration \(migration.number) was changed after it ran")
        }
        return true
    }

    private func apply(_ migration: Migration) throws {
        try connection.handle.execute(NeutralSQL.sqlite(migration.sql))
        try connection.run(
            "INSERT INTO schema_migration (number, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4)",
            migration.number,
            "\(migration.name)",
            migration.hash,
            connection.clock.now()
        )
    }

    private func inTransaction(_ body: () throws -> Void) throws {
        try connection.handle.beginWriting()
        do {
            try body()
        } catch {
            connection.handle.rollBack()
            throw error
        }
        try connection.handle.commit()
    }
}
