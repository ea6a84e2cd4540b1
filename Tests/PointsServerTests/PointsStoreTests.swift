import Basics
import PointsDomain
import Storage
import Testing

@testable import PointsServer

@Suite struct PointsStoreTests {
    private func standing(_ file: PointsFile, _ number: Int64) async throws -> Standing {
        try await file.database.read { try PointsStore($0).standing(of: ID(number)) }
    }

    @Test func nobodyHasNothing() async throws {
        let file = try await PointsFile()
        let nothing = Standing(balance: .zero, participants: 0, sum: .zero)
        #expect(try await standing(file, 1) == nothing)
        #expect(try await file.check() == LedgerCheck.Sums())
        let page = try #require(Page(index: 0))
        let lines = try await file.database.read { try PointsStore($0).lines(page, of: ID(1)) }
        #expect(lines.isEmpty)
    }

    @Test func rowBalanceAndTotalsMoveTogether() async throws {
        let file = try await PointsFile()
        #expect(try await file.append(.make("a", 10), to: .number(1)))
        #expect(try await file.append(.make("b", 5), to: .number(1)))
        #expect(try await file.append(.make("a", 7), to: .number(2)))
        #expect(try await !file.append(.make("a", 10), to: .number(1)))
        let expected = Standing(balance: Points(15), participants: 2, sum: Points(22))
        #expect(try await standing(file, 1) == expected)
        let sums = LedgerCheck.Sums(participants: 2, entries: 3, balance: 22)
        #expect(try await file.check() == sums)
    }

    @Test func registeringCountsOnce() async throws {
        let file = try await PointsFile()
        for _ in 0..<3 { try await file.register(1...1) }
        #expect(try await file.append(.make("a", 1), to: .number(1)))
        try await file.register(1...1)
        #expect(try await standing(file, 1).participants == 1)
        #expect(try await file.check().participants == 1)
    }

    /// Below zero, and beyond what an integer holds: nothing happens.
    @Test(arguments: [-11, .min, .max] as [Int64])
    func impossibleBalances(_ points: Int64) async throws {
        let file = try await PointsFile()
        #expect(try await file.append(.make("a", 10), to: .number(1)))
        #expect(try await file.book(.make("b", points), to: .number(1)) == .insufficientBalance)
        #expect(try await file.book(.make("a", points), to: .number(1)) == .duplicate)
        let sums = LedgerCheck.Sums(participants: 1, entries: 1, balance: 10)
        #expect(try await file.check() == sums)
    }

    /// An openid is the newest identity's; the same one in another app is somebody else.
    @Test func anOpenidHasOneOwner() async throws {
        let file = try await PointsFile()
        let newer = Participant(id: ID(9), app: ID(1), openid: "o1")
        let older = Participant(id: ID(5), app: ID(1), openid: "o1")
        let elsewhere = Participant(id: ID(7), app: ID(2), openid: "o1")
        for participant in [.number(1), newer, older, elsewhere] {
            #expect(try await file.append(.make("a", 1), to: participant))
            #expect(try await file.book(.make("a", 1), to: participant) == .duplicate)
        }
        let names = try await file.database.read { connection in
            try connection.all(
                "SELECT iid, openid FROM participant ORDER BY iid",
                row: { try "\($0.integer(0)) \($0.octets(1))" }
            )
        }
        #expect(names == ["1 former:1", "5 former:5", "7 o1", "9 o1"])
        #expect(try await file.check().participants == 4)
    }

    @Test func pagesAreNewestFirst() async throws {
        let file = try await PointsFile()
        for number in 1...7 {
            _ = try await file.append(.make("\(number)", Int64(number)), to: .number(1))
        }
        let cases: [(Int64, Int64, [Int64])] = [
            (0, 3, [7, 6, 5]), (1, 3, [4, 3, 2]), (2, 3, [1]), (3, 3, []),
            (0, 100, [7, 6, 5, 4, 3, 2, 1]),
            (.max, 100, []), (1, 7, []), (6, 1, [1]),
        ]
        for (index, size, expected) in cases {
            let page = try #require(Page(index: index, size: size))
            let lines = try await file.database.read { try PointsStore($0).lines(page, of: ID(1)) }
            #expect(lines.map(\.points.count) == expected)
        }
    }

    /// Every statement goes by an index: what a plan calls a scan grows with the table.
    @Test func nothingScans() async throws {
        let file = try await PointsFile()
        try await file.database.read { connection in
            for plan in try Self.plans(connection) + Self.rankPlans(connection) {
                #expect(!plan.contains("SCAN") || plan.contains("SCAN CONSTANT"), "\(plan)")
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }

    private static func plans(_ connection: Connection) throws -> [String] {
        let balance = try connection.all(
            """
            EXPLAIN QUERY PLAN
            SELECT coalesce((SELECT balance FROM participant WHERE iid = 1), 0)
            FROM totals WHERE one = 1
            """,
            row: { try $0.text(3) }
        )
        let sign = try connection.all(
            "EXPLAIN QUERY PLAN SELECT 1 FROM ledger WHERE iid = 1 AND ref = 'x'",
            row: { try $0.text(3) }
        )
        let lines = try connection.all(
            """
            EXPLAIN QUERY PLAN SELECT task, points, at FROM ledger
            WHERE iid = 1 AND number <= (SELECT entries FROM participant WHERE iid = 1) - 10
            ORDER BY number DESC LIMIT 10
            """,
            row: { try $0.text(3) }
        )
        return balance + sign + lines
    }

    private static func rankPlans(_ connection: Connection) throws -> [String] {
        let highest = try connection.all(
            "EXPLAIN QUERY PLAN SELECT max(level) FROM rank_node WHERE board = 1",
            row: { try $0.text(3) }
        )
        let count = try connection.all(
            """
            EXPLAIN QUERY PLAN UPDATE rank_node SET places = places + 1
            WHERE board = 1 AND level = 1 AND (score, turn) = (
                SELECT score, turn FROM rank_node
                WHERE board = 1 AND level = 1 AND (score, turn) <= (5, 6)
                ORDER BY score DESC, turn DESC LIMIT 1)
                AND places + 1 BETWEEN 1 AND 256
            """,
            row: { try $0.text(3) }
        )
        let above = try connection.all(
            """
            EXPLAIN QUERY PLAN SELECT count(*) FROM place
            WHERE board = 1 AND (score, turn) > (5, 6) AND (score, turn) < (7, 8)
            """,
            row: { try $0.text(3) }
        )
        let best = try connection.all(
            """
            EXPLAIN QUERY PLAN SELECT profile.nickname, place.score
            FROM place LEFT JOIN profile ON profile.iid = place.iid
            WHERE place.board = 1 ORDER BY place.score DESC, place.turn DESC LIMIT 10
            """,
            row: { try $0.text(3) }
        )
        let ofDay = try connection.all(
            """
            EXPLAIN QUERY PLAN SELECT score, turn FROM place
            WHERE board = 1 AND iid = 1 AND board <> -1
            """,
            row: { try $0.text(3) }
        )
        return highest + count + above + best + ofDay
    }
}
