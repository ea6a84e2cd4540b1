import ServiceKit
import Storage

extension Command {
    /// `kumquat-points verify`: proves `points.sqlite`, also while the process runs. Status 0 and
    /// the sums, or 1 and the first row that is off.
    static let verify = Command(
        "verify",
        "proves that every balance, total and rank is what the rows make"
    ) {
        process in
        var options = DatabaseOptions()
        options.mayCreate = false
        let database = try process.database(migrations: PointsMigrations.all, options: options)
        let damage = try await process.databaseProblems().first.map { (line: $0, status: Int32(1)) }
        let verdict = if let damage { damage } else { try await verdict(on: database) }
        print(verdict.line)
        await database.close()
        return verdict.status
    }

    /// The line to be printed, and the exit status.
    static func verdict(on database: Database) async throws -> (line: String, status: Int32) {
        do {
            let sums = try await database.read { try LedgerCheck($0).run() }
            let line =
                "clean: \(sums.participants) participants, \(sums.entries) ledger rows, "
                + "\(sums.balance) points, \(sums.invitations) invitations"
            return (line, 0)
        } catch let problem as LedgerCheck.Problem {
            return (problem.text, 1)
        }
    }
}
