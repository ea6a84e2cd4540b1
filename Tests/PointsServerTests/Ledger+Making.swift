import Basics
import PointsDomain
import Storage
import TestKit

@testable import PointsServer

/// A file of points of its own, with the real schema.
struct PointsFile {
    let directory: TemporaryDirectory
    let database: Database

    /// `rules` are in force in it; by default those that are shipped.
    init(rules: Rules? = nil) async throws {
        directory = try TemporaryDirectory()
        let rules = try rules ?? RulesFile.read(Array(RulesFile.shipped.utf8))
        database = try Database(
            path: directory.file("points.sqlite"),
            migrations: PointsMigrations.all,
            clock: FakeClock().clock
        )
        try await database.write {
            try RulesStore(connection: $0).enact(rules, at: UnixTime(seconds: 0))
        }
    }

    /// Lets them take part, with nothing yet.
    func register(_ numbers: ClosedRange<Int64>) async throws {
        try await database.write { connection in
            for number in numbers {
                try PointsStore(connection).register(.number(number), at: UnixTime(seconds: 0))
            }
        }
    }

    /// Appends in a unit of its own.
    func book(_ entry: LedgerEntry, to participant: Participant) async throws -> AppendResult {
        try await database.write { try PointsStore($0).append(entry, to: participant) }
    }

    /// Appends in a unit of its own; whether it happened.
    func append(_ entry: LedgerEntry, to participant: Participant) async throws -> Bool {
        try await book(entry, to: participant) == .done(entry.points)
    }

    func check() async throws -> LedgerCheck.Sums {
        try await database.read { try LedgerCheck($0).run() }
    }
}

extension Connection {
    /// Where the `number`-th participant stands by balance.
    func balanceRank(of number: Int64) throws -> Int64 {
        let account = try PointsStore(self).account(of: ID(number))
        return try RankStore(self, board: .balance).rank(of: account?.place)
    }
}

extension Participant {
    /// The `number`-th participant of the tests.
    static func number(_ number: Int64) -> Participant {
        Participant(id: ID(number), app: ID(1), openid: ExternalID("o\(number)"))
    }
}

extension LedgerEntry {
    static func make(_ ref: String, _ points: Int64, at seconds: Int64 = 0) -> LedgerEntry {
        LedgerEntry(
            ref: ref,
            task: .adjust,
            points: Points(points),
            ruleVersion: 1,
            at: UnixTime(seconds: seconds)
        )
    }
}
