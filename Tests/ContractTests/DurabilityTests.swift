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
                try await book.audit(visitors, &counts)
                try await stack.advanceClock(seconds: 86_400)
            }
            #expect(cutShort > 0, "every kill came too late to cut anything short")
            try await stack.verifyLedger()
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
    }
}
