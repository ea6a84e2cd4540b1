import Basics
import PointsDomain
import Storage
import TestKit
import Testing

@testable import PointsServer

/// Random operations against a plain model of a few lines.
@Suite struct LedgerModelTests {
    private struct Model {
        var ledgers: [Int64: [LedgerLine]] = [:]
        var refs: [Int64: Set<String>] = [:]
        /// Who reached the balance they have when: the earlier, the better among equals.
        var reached: [Int64: Int] = [:]
        var moment = 0

        func balance(_ number: Int64) -> Int64 {
            (ledgers[number] ?? []).reduce(0) { $0 + $1.points.count }
        }

        var sum: Int64 { ledgers.keys.reduce(0) { $0 + balance($1) } }

        /// Whoever is seen takes part, also if nothing comes of it.
        mutating func append(_ entry: LedgerEntry, to number: Int64) -> Bool {
            register(number)
            guard refs[number]?.contains(entry.ref) != true,
                balance(number) + entry.points.count >= 0
            else { return false }
            refs[number, default: []].insert(entry.ref)
            if entry.points != .zero { reach(number) }
            ledgers[number, default: []].append(
                LedgerLine(task: entry.task, points: entry.points, at: entry.at)
            )
            return true
        }

        mutating func register(_ number: Int64) {
            if ledgers[number] == nil { reach(number) }
            ledgers[number, default: []] += []
        }

        private mutating func reach(_ number: Int64) {
            moment += 1
            reached[number] = moment
        }

        func rank(of number: Int64) -> Int64 {
            guard let own = reached[number] else { return 0 }
            let better = reached.count { other, moment in
                (balance(other), -moment) > (balance(number), -own)
            }
            return Int64(better) + 1
        }

        func page(_ page: Page, of number: Int64) -> [LedgerLine] {
            let newestFirst = (ledgers[number] ?? []).reversed()
            return Array(newestFirst.dropFirst(Int(page.skipped)).prefix(Int(page.size)))
        }
    }

    @Test(arguments: 1...5) func sameAsThePlainModel(_ seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        var model = Model()
        let file = try await PointsFile()
        for step in 0..<300 {
            let number = Int64.random(in: 1...6, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                try await file.register(number...number)
                model.register(number)
            case 1:
                try await compare(file, model, number, &random, "seed \(seed) step \(step)")
            default:
                let ref = "r\(Int.random(in: 0..<60, using: &random))"
                let points = Int64.random(in: -8...12, using: &random)
                let entry = LedgerEntry.make(ref, points, at: Int64(step))
                let happened = try await file.append(entry, to: .number(number))
                #expect(happened == model.append(entry, to: number), "seed \(seed) step \(step)")
            }
        }
        let sums = try await file.check()
        #expect(sums.balance == model.sum)
        #expect(sums.entries == model.ledgers.values.reduce(0) { $0 + Int64($1.count) })
        #expect(sums.participants == Int64(model.ledgers.count))
    }

    private func compare(
        _ file: PointsFile,
        _ model: Model,
        _ number: Int64,
        _ random: inout SeededRandom,
        _ place: Comment
    ) async throws {
        let index = Int64.random(in: 0...3, using: &random)
        let page = try #require(Page(index: index, size: Int64.random(in: 1...12, using: &random)))
        let (standing, lines, rank) = try await file.database.read { connection in
            let store = PointsStore(connection)
            return (
                try store.standing(of: ID(number)), try store.lines(page, of: ID(number)),
                try connection.balanceRank(of: number)
            )
        }
        #expect(rank == model.rank(of: number), place)
        #expect(standing.balance.count == model.balance(number), place)
        #expect(standing.participants == Int64(model.ledgers.count), place)
        #expect(standing.sum.count == model.sum, place)
        #expect(lines == model.page(page, of: number), place)
    }
}
