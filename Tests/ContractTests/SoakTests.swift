import FoundationEssentials
import Glibc
import Processes
import TestKit
import Testing

enum Soak {
    /// How long to go on.
    static let minutes = Int(ProcessInfo.processInfo.environment["SOAK_MINUTES"] ?? "") ?? 0
}

extension Contracts {
    /// For a long time, people sign in day after day while one process after the other is killed
    /// under them. `make soak` runs it, for `SOAK_MINUTES`.
    @Suite(.stack, .enabled(if: Soak.minutes > 0, "only when SOAK_MINUTES says how long"))
    struct SoakTests {
        private static let visitors = 90
        /// Tokens end after seven days; others take over then.
        private static let days = 6

        @Test("whatever is killed, nothing that was acknowledged is lost")
        func soak() async throws {
            let stack = try runningStack()
            let seed = UInt64.random(in: 0..<1 << 32)
            print("soak: seed \(seed), \(Soak.minutes) minutes")
            var random = SeededRandom(seed: seed)
            let end = ContinuousClock.now + .seconds(60 * Soak.minutes)
            var kills = 0
            var generation = 0
            while ContinuousClock.now < end {
                try await live(generation, until: end, &kills, &random, stack)
                try await stack.verifyLedger()
                generation += 1
            }
            print("soak: \(kills) kills")
            #expect(try await stack.stop().values.allSatisfy { $0 == .code(0) })
        }

        private func live(
            _ generation: Int,
            until end: ContinuousClock.Instant,
            _ kills: inout Int,
            _ random: inout SeededRandom,
            _ stack: Stack
        ) async throws {
            let visitors = try await (0..<Self.visitors).asyncMap { number in
                try await Visitor.logIn("soak-\(generation)-\(number)", to: stack)
            }
            var counts: [String: Int] = [:]
            for _ in 0..<Self.days where ContinuousClock.now < end {
                let book = Book()
                let victim = StackMember.allCases.randomElement(using: &random) ?? .points
                let killAfter = Int.random(in: 1..<Self.visitors / 2, using: &random)
                _ = await visitors.concurrently { visitor in
                    let acknowledged = book.note(try? await visitor.signIn(), for: visitor)
                    if acknowledged == killAfter { stack.process(victim)?.send(SIGKILL) }
                }
                try await stack.kill(victim)
                try await stack.start(victim)
                kills += 1
                try await eventually(within: 30, "the gateway answers again") {
                    try await visitors[0].get("/api/query_balance/").code == 0
                }
                try await book.audit(visitors, &counts)
                try await stack.advanceClock(seconds: 86_400)
            }
        }
    }
}
