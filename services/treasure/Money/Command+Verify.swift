import Loops
import ServiceKit
import Storage

extension Command {
    /// `kumquat-treasure verify`: also while the process runs. 0, or 1 with the lines that are off.
    static let verify = Command(
        "verify",
        "proves that all money, prizes and draws are what the rows make"
    ) { process in
        var options = DatabaseOptions()
        options.mayCreate = false
        let database = try process.database(migrations: TreasureMigrations.all, options: options)
        var problems = try await process.databaseProblems()
        var line = ""
        if problems.isEmpty {
            let found = try await database.read { try TreasureCheck($0).run() }
            problems = found.problems
            line = found.sums.line
        }
        await database.close()
        for problem in problems { OwnProcess.say("\(problem)\n") }
        if problems.isEmpty { OwnProcess.say("\(line)\n") }
        return problems.isEmpty ? 0 : 1
    }
}

extension TreasureCheck.Sums {
    var line: String {
        "clean: \(tasks) tasks, \(redPackets) red packets; fen paid in \(paidIn) = paid out "
            + "\(paidOut) + given back \(refunded) + on the way \(moving) + held \(held)"
    }
}
