import Basics
import PointsDomain
import Storage
import Testing

@testable import PointsServer

@Suite struct LedgerCheckTests {
    private static let damages: [(StaticString, String)] = [
        (
            "UPDATE participant SET balance = 31 WHERE iid = 2",
            "participant 2 has balance 31, the rows make 30"
        ),
        (
            "UPDATE participant SET entries = 3 WHERE iid = 1",
            "participant 1 has 3 entries, but 2 rows"
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
            "UPDATE totals SET balance = 0",
            "totals say 3 participants with 0 points, the rows make 3 with 90"
        ),
        (
            "UPDATE totals SET participants = 4",
            "totals say 4 participants with 90 points, the rows make 3 with 90"
        ),
        ("DELETE FROM totals", "the totals are missing"),
    ]

    @Test(arguments: damages.indices)
    func namesTheFirstRowThatIsOff(_ index: Int) async throws {
        let (sql, problem) = Self.damages[index]
        let file = try PointsFile()
        for number in Int64(1)...3 {
            _ = try await file.append(.make("a", 10), to: .number(number))
            _ = try await file.append(.make("b", 20), to: .number(number))
        }
        let sums = LedgerCheck.Sums(participants: 3, entries: 6, balance: 90)
        #expect(try await file.check() == sums)
        try await file.database.write { _ = try $0.run(sql) }
        await #expect(throws: LedgerCheck.Problem(text: problem)) { try await file.check() }
    }
}
