import Basics
import PointsDomain
import Storage

/// What is checked of one participant.
extension LedgerCheck {
    func checkLedger(of id: ID<WeChatIdentity>, _ account: Account) throws {
        var number: Int64 = 0
        var total: Int64 = 0
        var days = DayTally()
        try connection.each(
            """
            SELECT number, points, balance_after, task, rule_version, multiplier, ref, at
            FROM ledger WHERE iid = ?1 ORDER BY number
            """,
            id,
            row: { row in
                number += 1
                let name = "ledger row \(number) of participant \(id)"
                guard try row.integer(0) == number else {
                    throw Problem(text: "\(name) is missing")
                }
                total = try Self.sum(total, row.integer(1), name)
                let balance = try row.integer(2)
                guard balance == total else {
                    throw Problem(text: "\(name) says balance \(balance), its rows make \(total)")
                }
                if let doubt = try doubt(row, &days) { throw Problem(text: "\(name) \(doubt)") }
            }
        )
        guard number == account.entries else {
            throw Problem(
                text: "participant \(id) has \(account.entries) entries, but \(number) rows"
            )
        }
        guard total == account.balance.count else {
            throw Problem(
                text: "participant \(id) has balance \(account.balance.count), "
                    + "the rows make \(total)"
            )
        }
        try checkDays(of: id, account, days)
    }

    /// What is odd about a row by the rules that it names; nil for what they allow. Adds it to its
    /// day.
    private func doubt(_ row: Row, _ days: inout DayTally) throws -> String? {
        guard let task = try PointsTask(rawValue: row.text(3)) else {
            return "has a task that nobody knows"
        }
        guard let rules = try rules[row.integer(4)] else {
            return "was earned under rules that were never in force"
        }
        try tally(row, task, rules, in: &days)
        let points = try row.integer(1)
        let multiplier = try row.integer(5)
        guard let worth = try worth(task, row.text(6), rules) else {
            return multiplier == 1 ? nil : "is multiplied, which \(task.rawValue) never is"
        }
        guard multiplier == 1 || rules.steps.contains(where: { $0.times == multiplier }) else {
            return "has a multiplier that its rules do not have"
        }
        let full = worth.count * multiplier
        let fits = rules.isCapped(task) ? (0...full).contains(points) : points == full
        return fits ? nil : "has \(points) points, its rules give \(full)"
    }

    /// What a task is worth by the rules; nil for what people decide.
    private func worth(_ task: PointsTask, _ ref: String, _ rules: Rules) -> Points? {
        switch task {
        case .signIn, .invite, .invitee, .wxRun, .wxPhone, .eye: rules.points(for: task)
        case .streak:
            rules.streaks.first { ref.hasPrefix("streak:\($0.days):") }?.points ?? .zero
        case .adjust, .redeem, .close: nil
        }
    }

    func checkInvitations(of id: ID<WeChatIdentity>, _ account: Account) throws {
        var count: Int64 = 0
        var days: [Int64: Int64] = [:]
        try connection.each(
            "SELECT number, day FROM invitation WHERE inviter = ?1 ORDER BY number",
            id,
            row: { row in
                count += 1
                guard try row.integer(0) == count else {
                    throw Problem(text: "invitation \(count) of participant \(id) is missing")
                }
                try days[row.integer(1), default: 0] += 1
            }
        )
        guard count == account.invited else {
            throw Problem(
                text: "participant \(id) has invited \(account.invited), but has \(count) rows"
            )
        }
        for (day, count) in days {
            let board = Board.invitations(on: Day(number: day))
            let score = try RankStore(connection, board: board).place(of: id)?.score
            guard score == count else {
                throw Problem(
                    text: "participant \(id) invited \(count) on day \(Day(number: day).text), "
                        + "the board says \(score ?? 0)"
                )
            }
        }
    }
}
