import Basics
import Payments
import Storage
import TreasureDomain

/// Proves on a live file that everything adds up, to the fen: money by rows and entries, money by
/// task, prizes by transfers and refunds, draws by their seeds.
struct TreasureCheck {
    private let connection: Connection
    private static let linesAtOnce = 500
    private static let longest = 100

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What was found, where all is well.
    struct Sums: Sendable, Equatable {
        var tasks: Int64 = 0
        var redPackets: Int64 = 0
        var paidIn: Int64 = 0
        var paidOut: Int64 = 0
        var refunded: Int64 = 0
        var held: Int64 = 0
        /// What is on its way, in either direction.
        var moving: Int64 = 0
    }

    /// What there is, and what is wrong with it, a line each.
    func run() throws -> (sums: Sums, problems: [String]) {
        var sums = Sums()
        var problems = try PaymentVerification.problems(in: connection)
        try checkMoney(&sums, &problems)
        try checkPrizes(&problems)
        try checkDays(&problems)
        try checkDraws(&sums, &problems)
        return (sums, Array(problems.prefix(Self.longest)))
    }

    // MARK: Money

    private func checkMoney(_ sums: inout Sums, _ problems: inout [String]) throws {
        let store = MoneyCheckStore(connection)
        var last: Int64 = 0
        while true {
            let lines = try store.lines(after: last, limit: Self.linesAtOnce)
            guard let end = lines.last else { return }
            last = end.task.rawValue
            for line in lines {
                sums.add(line)
                problems += line.problems.map { "task \(line.task): \($0)" }
            }
        }
    }

    private func checkPrizes(_ problems: inout [String]) throws {
        let store = MoneyCheckStore(connection)
        problems += try store.strayPrizes().map {
            "prize \($0): its state and its transfers differ"
        }
        problems += try store.unrefundedPrizes().map { "prize \($0): its money is not back" }
    }

    private func checkDays(_ problems: inout [String]) throws {
        let store = MoneyCheckStore(connection)
        for (day, fen) in try store.payoutDays() {
            let claimed = try store.claimed(
                from: CivilZone.china.start(of: day),
                to: CivilZone.china.start(of: day.adding(days: 1))
            )
            guard claimed == fen else {
                problems.append("day \(day.text): \(fen) fen are counted, \(claimed) are paid")
                continue
            }
        }
    }

    // MARK: Draws

    private func checkDraws(_ sums: inout Sums, _ problems: inout [String]) throws {
        let store = MoneyCheckStore(connection)
        problems += try store.wrongTotals().map { "task \($0): its totals and its rows differ" }
        problems += try store.wrongFinds().map { "prize \($0): not found where it lies" }
        var last: Int64 = 0
        while true {
            let draws = try store.draws(after: last, limit: Self.linesAtOnce)
            guard let end = draws.last else { return }
            last = end.task.rawValue
            sums.tasks += Int64(draws.count)
            for drawn in draws {
                if let problem = try problem(of: drawn) {
                    problems.append("task \(drawn.task): \(problem)")
                }
            }
        }
    }

    private func problem(of drawn: MoneyCheckStore.Drawn) throws -> String? {
        guard let seed = DrawSeed(drawn.seed), seed.commitment == drawn.commitment else {
            return "its seed is not the one that was committed to"
        }
        let depths = try PrizeStore(connection).prizes(of: drawn.task).map(\.depth)
        return depths == seed.depths(of: drawn.hunt, code: drawn.code)
            ? nil : "its prizes do not lie where its seed says"
    }
}

extension TreasureCheck.Sums {
    fileprivate mutating func add(_ line: MoneyCheckStore.Line) {
        redPackets += 1
        paidIn += line.paidIn
        paidOut += line.paidOut
        refunded += line.refunded + line.returned
        held += line.held
        moving += line.refunding + line.returning + line.payingOut
    }
}

extension MoneyCheckStore.Line {
    /// What does not add up.
    fileprivate var problems: [String] {
        var problems: [String] = []
        let left = refunded + refunding + returned + returning
        if paidIn != paidOut + payingOut + left + held {
            problems.append(
                "\(paidIn) fen came in, but \(paidOut + payingOut) are paid out or about to be, "
                    + "\(left) given back, \(held) held"
            )
        }
        if taken != (isPaid ? money * prizes : 0) {
            problems.append("\(taken) fen were taken of \(money) × \(prizes)")
        }
        if isPaid {
            if paidOut != money * drawn { problems.append("\(paidOut) fen for \(drawn) drawn") }
            if refunded != money * back {
                problems.append("\(refunded) fen for \(back) given back")
            }
            if held + payingOut + refunding != money * open {
                problems.append("\(held + payingOut + refunding) fen for \(open) that are open")
            }
        }
        if state == .settled, held != 0 || payingOut != 0 || refunding != 0 {
            problems.append("it is settled, and \(held + payingOut + refunding) fen are left")
        }
        return problems
    }
}
