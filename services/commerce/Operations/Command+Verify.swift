import Basics
import Payments
import ServiceKit
import Storage

extension Command {
    /// `kumquat-commerce verify`: proves `commerce.sqlite`, also while the process runs. Status 0 and
    /// the sums, or 1 and everything that is off.
    static let verify = Command(
        "verify",
        "proves that payments, refunds, vouchers and stock add up"
    ) { process in
        var options = DatabaseOptions()
        options.mayCreate = false
        let database = try process.database(migrations: CommerceMigrations.all, options: options)
        let damage = try await process.databaseProblems()
        let verdict =
            damage.isEmpty ? try await verdict(on: database) : (lines: damage, status: Int32(1))
        for line in verdict.lines { print(line) }
        await database.close()
        return verdict.status
    }

    /// The lines to be printed, and the exit status.
    static func verdict(on database: Database) async throws -> (lines: [String], status: Int32) {
        try await database.read { connection in
            let check = OrderCheck(connection)
            let problems =
                try check.problems() + CatalogueCheck(connection: connection).problems()
            guard problems.isEmpty else { return (problems, 1) }
            let sums = try check.sums()
            let line =
                "clean: \(sums.orders) orders, \(sums.vouchers) vouchers, "
                + "\(sums.paidIn.yuan) yuan in, \(sums.refunded.yuan) yuan back"
            return ([line], 0)
        }
    }
}
