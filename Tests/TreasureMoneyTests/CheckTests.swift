import Basics
import Contracts
import Loops
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

/// What `verify` finds in a file that somebody has changed.
@Suite struct CheckTests {
    /// A file in which something of everything has happened.
    private static func world() async throws -> MoneyWorld {
        let world = try await MoneyWorld()
        let code = try await world.open(prizes: 3)
        try await world.dig(code, by: .first)
        _ = try await world.draw(code, by: .first)
        try await world.confirm(code, by: .first)
        try await world.dig(code, by: .second)
        try await world.end(code)
        try await world.pass(seconds: 60)
        _ = try await world.open(hole: 50)
        #expect(try await world.check().problems == [])
        return world
    }

    /// What is done to the file, and a word of what is said of it.
    private static let damages: [(StaticString, String)] = [
        ("UPDATE pay_fund SET balance = balance + 1", "fund"),
        ("UPDATE pay_transfer SET amount = amount - 1", "transfer"),
        ("UPDATE pay_transfer SET state = 'failed'", "prize"),
        ("UPDATE pay_refund SET state = 'processing'", "money is not back"),
        ("UPDATE pay_payment SET received = received + 1", "payment"),
        ("UPDATE prize SET state = 'drawn' WHERE state = 'undrawn'", "transfers differ"),
        ("UPDATE prize SET state = 'undrawn' WHERE state = 'drawn'", "transfers differ"),
        ("UPDATE prize SET state = 'drawing' WHERE state = 'undrawn'", "transfers differ"),
        ("UPDATE prize SET state = 'refunded' WHERE state = 'undrawn'", "given back"),
        ("UPDATE task SET state = 'settled' WHERE state = 'ended'", "settled"),
        ("UPDATE task SET paid = 0", "taken"),
        ("UPDATE task SET money = money + 100", "taken"),
        ("UPDATE task SET found = found - 1 WHERE found > 0", "totals"),
        ("UPDATE task SET depth = depth + 1", "totals"),
        ("DELETE FROM participant WHERE won = 1", "totals"),
        ("UPDATE prize SET depth = depth + 100", "seed says"),
        ("UPDATE task SET seed = randomblob(32)", "committed"),
        ("UPDATE payout_day SET fen = fen + 1", "counted"),
    ]

    @Test func everythingIsFound() async throws {
        let world = try await Self.world()
        for (damage, word) in Self.damages {
            struct Undone: Error {}
            let found = Locked<[String]>([])
            do {
                try await world.database.write { unit in
                    try unit.connection.run(damage)
                    let problems = try TreasureCheck(unit.connection).run().problems
                    found.withLock { $0 = problems }
                    throw Undone()
                }
            } catch is Undone {}
            let problems = found.withLock { $0 }
            #expect(problems.contains { $0.contains(word) }, "\(damage): \(problems)")
        }
        #expect(try await world.check().problems == [])
    }
}
