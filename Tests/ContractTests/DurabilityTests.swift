import Glibc
import JSON
import Processes
import TestKit
import Testing

extension Contracts {
    /// What was acknowledged is there, once, whatever was killed meanwhile.
    @Suite(.stack)
    struct DurabilityTests {
        private static let visitors = 120
        private static let rounds = 4

        @Test("kill -9 in the middle of many sign-ins loses nothing that was acknowledged")
        func killedWhileSigningIn() async throws {
            let stack = try runningStack()
            var random = SeededRandom(seed: 20_261_121)
            let visitors = try await (0..<Self.visitors).asyncMap { number in
                try await Visitor.logIn("crash-\(number)", to: stack)
            }
            var counts = [String: Int](minimumCapacity: visitors.count)
            var cutShort = 0
            for _ in 0..<Self.rounds {
                let book = Book()
                let killAfter = Int.random(in: 5..<Self.visitors / 2, using: &random)
                _ = await visitors.concurrently { visitor in
                    let acknowledged = book.note(try? await visitor.signIn(), for: visitor)
                    if acknowledged == killAfter { stack.process(.points)?.send(SIGKILL) }
                }
                try await stack.kill(.points)
                cutShort += book.count(.unknown)
                try await stack.start(.points)
                try await audit(visitors, book, &counts, stack)
                try await stack.advanceClock(seconds: 86_400)
            }
            #expect(cutShort > 0, "every kill came too late to cut anything short")
            try await verifyLedger(of: stack)
        }

        @Test(
            "every process that is killed comes back and serves again",
            arguments: StackMember.allCases
        )
        func killedAndStarted(_ member: StackMember) async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("survivor-\(member.rawValue)", to: stack)
            #expect(try await visitor.signIn().code == 0)
            try await stack.kill(member)
            try await stack.start(member)
            try await eventually(within: 15, "the gateway answers again") {
                try await visitor.get("/api/query_balance/").code == 0
            }
            #expect(try await visitor.records().count == 1)
            let newcomer = try await Visitor.logIn("after-\(member.rawValue)", to: stack)
            #expect(try await newcomer.signIn().code == 0)
        }

        /// Compares the book with what the service now says; `counts` holds the sign-ins that each
        /// visitor had before, and has after.
        private func audit(
            _ visitors: [Visitor],
            _ book: Book,
            _ counts: inout [String: Int],
            _ stack: Stack
        ) async throws {
            #expect(book.count(.acknowledged) > 0)
            #expect(book.count(.refused) == 0)
            for visitor in visitors {
                let records = try await visitor.records()
                let new = records.count - counts[visitor.name, default: 0]
                switch book.outcome(for: visitor) {
                case .acknowledged: #expect(new == 1, "\(visitor.name) was acknowledged")
                case .refused, nil: #expect(new == 0, "\(visitor.name) was refused")
                case .unknown: #expect(new == 0 || new == 1, "\(visitor.name) is unknown")
                }
                let balance = try await visitor.get("/api/query_balance/").data?["balance"]
                #expect(balance?.integer == records.reduce(0, +), "\(visitor.name)")
                counts[visitor.name] = records.count
            }
        }

        /// The service's own checker on the live file.
        private func verifyLedger(of stack: Stack) async throws {
            let checker = try await TestProcess.start(
                StackMember.points.executable,
                arguments: ["verify"],
                environment: stack.environment,
                output: stack.home.file("verify.out")
            )
            #expect(try await checker.exit(within: 30) == .code(0), "\(checker.output)")
        }
    }
}
