import Basics
import PointsDomain
import Storage
import Testing

@testable import PointsServer

/// What somebody may have done to the file, and the words in which it is found.
@Suite struct LedgerCheckTests {
    private static let damages: [(StaticString, String)] = [
        (
            "UPDATE participant SET balance = 31 WHERE iid = 2",
            "participant 2 has balance 31, the rows make 30"
        ),
        (
            "UPDATE participant SET entries = 3 WHERE iid = 1",
            "participant 1 has 3 entries, but 4 rows"
        ),
        (
            "UPDATE ledger SET points = 11 WHERE iid = 2 AND number = 1",
            "ledger row 1 of participant 2 says balance 10, its rows make 11"
        ),
        (
            "UPDATE ledger SET balance_after = 25 WHERE iid = 1 AND number = 2",
            "ledger row 2 of participant 1 says balance 25, its rows make 30"
        ),
        (
            "DELETE FROM ledger WHERE iid = 1 AND number = 1",
            "ledger row 1 of participant 1 is missing"
        ),
        (
            "DELETE FROM ledger WHERE iid = 3 AND number = 2",
            "participant 3 has 2 entries, but 1 rows"
        ),
        (
            "UPDATE ledger SET task = 'gift' WHERE iid = 1 AND number = 1",
            "ledger row 1 of participant 1 has a task that nobody knows"
        ),
        (
            "UPDATE ledger SET task = 'eye' WHERE iid = 1 AND number = 1",
            "ledger row 1 of participant 1 has 10 points, its rules give 100"
        ),
        (
            "UPDATE ledger SET rule_version = 8 WHERE iid = 3 AND number = 2",
            "ledger row 2 of participant 3 was earned under rules that were never in force"
        ),
        (
            "UPDATE ledger SET multiplier = 2 WHERE iid = 1 AND number = 2",
            "ledger row 2 of participant 1 is multiplied, which adjust never is"
        ),
        (
            "UPDATE ledger SET task = 'sign_in', multiplier = 7 WHERE iid = 1 AND number = 1",
            "ledger row 1 of participant 1 has a multiplier that its rules do not have"
        ),
        (
            "UPDATE rules SET text = '{}' WHERE version = 1",
            "the rules of version 1 cannot be read"
        ),
        (
            "UPDATE totals SET balance = 0",
            "totals say 4 participants with 0 points, the rows make 4 with 110"
        ),
        (
            "UPDATE totals SET participants = 5",
            "totals say 5 participants with 110 points, the rows make 4 with 110"
        ),
        ("UPDATE totals SET turn = -1", "a place has a turn that was not given out"),
        ("DELETE FROM totals", "the totals are missing"),
        (
            "UPDATE participant SET invited = 2 WHERE iid = 1",
            "participant 1 has invited 2, but has 1 rows"
        ),
        (
            "UPDATE invitation SET number = 2",
            "invitation 1 of participant 1 is missing"
        ),
        (
            "UPDATE invitation SET day = 20001",
            "participant 1 invited 1 on day 2024-10-05, the board says 0"
        ),
        (
            "UPDATE place SET score = 2 WHERE board = 20000",
            "participant 1 invited 1 on day 2024-10-04, the board says 2"
        ),
        (
            "UPDATE place SET score = 31 WHERE board <> 20000 AND iid = 3",
            "participant 3 has balance 30, but does not stand there on the board"
        ),
        (
            "DELETE FROM place WHERE board <> 20000 AND iid = 3",
            "participant 3 has balance 30, but does not stand there on the board"
        ),
        (
            "UPDATE participant SET turn = turn + 1 WHERE iid = 3",
            "participant 3 has balance 30, but does not stand there on the board"
        ),
        (
            "UPDATE rank_node SET places = 3 WHERE board <> 20000",
            "the board of balances: a stretch of level 1 from \(Int64.min) on says 3 places, "
                + "there are 4"
        ),
        (
            "DELETE FROM rank_node WHERE board = 20000",
            "the board of 2024-10-04 has places, but nothing counts them"
        ),
        (
            "UPDATE rank_node SET score = 0 WHERE board = 20000",
            "the board of 2024-10-04: level 1 has no beginning"
        ),
        (
            "UPDATE participant SET closed = 1 WHERE iid = 4",
            "totals say 4 participants with 110 points, the rows make 3 with 110"
        ),
    ]

    @Test(arguments: damages.indices)
    func namesTheFirstRowThatIsOff(_ index: Int) async throws {
        let (sql, problem) = Self.damages[index]
        let file = try await PointsFile()
        for number in Int64(1)...3 {
            _ = try await file.append(.make("a", 10), to: .number(number))
            _ = try await file.append(.make("b", 20), to: .number(number))
        }
        try await file.register(4...4)
        let rules = try RulesFile.read(Array(RulesFile.shipped.utf8))
        try await file.database.write { connection in
            let code = ShareCode("AAAACCCC")
            guard let code else { throw StorageError.corrupt }
            _ = try InvitationStore(connection: connection).give(code, to: ID(1))
            let time = CivilZone.china.start(of: Day(number: 20_000))
            try Invitations(connection: connection, rules: rules)
                .accept(code, by: ID(4), nil, at: time)
            _ = try PointsStore(connection).append(.make("c", 0), to: .number(4))
        }
        _ = try await file.append(.make("c", -20), to: .number(1))
        _ = try await file.append(.make("d", 20), to: .number(4))
        let sums = LedgerCheck.Sums(participants: 4, entries: 10, balance: 110, invitations: 1)
        #expect(try await file.check() == sums)
        try await file.database.write { connection in
            try connection.run("PRAGMA defer_foreign_keys = ON")
            _ = try connection.run(sql)
        }
        await #expect(throws: LedgerCheck.Problem(text: problem)) { try await file.check() }
    }
}
