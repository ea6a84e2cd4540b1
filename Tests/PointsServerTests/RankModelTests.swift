import Basics
import PointsDomain
import Storage
import TestKit
import Testing

@testable import PointsServer

/// Random moves on a board against a sorted list; with narrow stretches, so that the tree is deep.
@Suite struct RankModelTests {
    private struct Model {
        var places: [Int64: Place] = [:]

        func rank(of number: Int64) -> Int64 {
            guard let own = places[number] else { return 0 }
            return Int64(places.values.count { $0 > own }) + 1
        }
    }

    private static let board = Board.invitations(on: Day(number: 20_000))

    private func store(_ connection: Connection, _ widest: Int64) -> RankStore {
        RankStore(connection, board: Self.board, widest: widest)
    }

    @Test(arguments: [(1, 4), (2, 4), (3, 6), (4, 10), (5, 256)] as [(UInt64, Int64)])
    func sameAsASortedList(_ seed: UInt64, _ widest: Int64) async throws {
        var random = SeededRandom(seed: seed)
        var model = Model()
        let file = try await PointsFile()
        try await file.register(1...400)
        var turn: Int64 = 0
        for round in 0..<12 {
            // Now and then everybody leaves a score, as on a day on which all sign in.
            let spread = Int64([3, 1000, 20][round % 3])
            var moves: [(number: Int64, place: Place?)] = []
            for _ in 0..<120 {
                turn -= 1
                let number = Int64.random(in: 1...400, using: &random)
                let score = Int64.random(in: 0...spread, using: &random)
                let stays = Int.random(in: 0..<6, using: &random) > 0
                let place = stays ? Place(score: score, turn: turn) : nil
                moves.append((number, place))
                model.places[number] = place
            }
            let planned = moves
            try await file.database.write { connection in
                let store = store(connection, widest)
                for move in planned {
                    if let place = move.place {
                        let old = try store.place(of: ID(move.number))
                        try store.put(ID(move.number), at: place, from: old)
                    } else if let old = try store.place(of: ID(move.number)) {
                        try store.remove(ID(move.number), from: old)
                    }
                }
            }
            try await compare(file, model, widest, "seed \(seed) round \(round)")
        }
        let levels = try await file.database.read { try store($0, widest).levels() }
        #expect(widest > 100 ? levels == 1 : levels >= 3, "\(levels)")
    }

    private func compare(
        _ file: PointsFile,
        _ model: Model,
        _ widest: Int64,
        _ place: Comment
    ) async throws {
        try await file.database.read { connection in
            let store = store(connection, widest)
            for number in Int64(1)...400 {
                let own = try store.place(of: ID(number))
                #expect(try store.rank(of: own) == model.rank(of: number), place)
            }
            let best = try store.best(10).map(\.points.count)
            #expect(best == model.places.values.sorted(by: >).prefix(10).map(\.score), place)
            try RankCheck(connection: connection, board: Self.board).run()
            #expect(try Self.widestStretch(connection) <= widest, place)
        }
    }

    /// The most children that any stretch has: what bounds the cost.
    private static func widestStretch(_ connection: Connection) throws -> Int64 {
        let deepest = try connection.first(
            "SELECT coalesce(max(places), 0) FROM rank_node WHERE board = ?1 AND level = 1",
            board.number,
            row: { try $0.integer(0) }
        )
        let children = try connection.first(
            """
            SELECT coalesce(max(children), 0) FROM (
                SELECT count(*) AS children FROM rank_node AS child
                JOIN rank_node AS parent ON parent.board = child.board
                    AND parent.level = child.level + 1
                WHERE child.board = ?1 AND (parent.score, parent.turn) = (
                    SELECT score, turn FROM rank_node
                    WHERE board = ?1 AND level = parent.level
                        AND (score, turn) <= (child.score, child.turn)
                    ORDER BY score DESC, turn DESC LIMIT 1)
                GROUP BY parent.level, parent.score, parent.turn)
            """,
            board.number,
            row: { try $0.integer(0) }
        )
        return max(deepest ?? 0, children ?? 0)
    }

    @Test func whoWasFirstIsBefore() async throws {
        let file = try await PointsFile()
        for number in Int64(1)...3 {
            #expect(try await file.append(.make("a", 10), to: .number(number)))
        }
        #expect(try await file.append(.make("b", 5), to: .number(3)))
        #expect(try await file.append(.make("b", 5), to: .number(1)))
        #expect(try await file.append(.make("c", 0), to: .number(3)), "not reached anew")
        try await file.register(4...4)
        let ranks = try await file.database.read { connection in
            try (1...5).map { try connection.balanceRank(of: $0) }
        }
        #expect(ranks == [2, 3, 1, 4, 0])
    }
}
