import Basics
import JSON
import TestKit
import Testing

extension Contracts {
    /// What the passing of time does, walked through with the sandbox's clock.
    @Suite(.stack, .serialized)
    struct ClockTests {
        @Test("the day changes at midnight in China, not before")
        func midnight() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("nightowl", to: stack)
            let now = Clock.system.now()
            let tomorrow = CivilZone.china.day(at: now).adding(days: 1)
            let left = CivilZone.china.start(of: tomorrow).seconds - now.seconds
            try await stack.advanceClock(seconds: left - 60)
            #expect(try await visitor.signIn().code == 0)
            #expect(try await visitor.signIn().code == -2)
            try await stack.advanceClock(seconds: 60)
            #expect(
                try await visitor.get("/api/sign_status/").data?["is_sign"] == .bool(false)
            )
            #expect(try await visitor.signIn().code == 0)
            #expect(try await visitor.records().count == 2)
            try await stack.resetClock()
            #expect(try await visitor.signIn().code == -2)
        }

        @Test("a token ends after seven days")
        func tokenExpires() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("faithful", to: stack)
            try await stack.advanceClock(seconds: 7 * 86_400 - 3_600)
            #expect(try await visitor.get("/api/query_balance/").code == 0)
            try await stack.advanceClock(seconds: 2 * 3_600)
            #expect(try await visitor.get("/api/query_balance/").status == 401)
            try await stack.resetClock()
        }

        @Test("a process that starts later has the moved time too")
        func restartKeepsTheOffset() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("patient", to: stack)
            #expect(try await visitor.signIn().code == 0)
            try await stack.advanceClock(seconds: 86_400)
            try await stack.kill(.points)
            try await stack.start(.points)
            #expect(try await visitor.signIn().code == 0)
            try await stack.resetClock()
        }
    }
}
