import Basics
import JSON
import TestKit
import Testing

extension Contracts {
    /// The day is China's, wherever the machine thinks it stands.
    @Suite
    struct MidnightTests {
        @Test(
            "sign-ins and invitations change their day at midnight in China",
            arguments: ["America/Los_Angeles", "Europe/Berlin", "Pacific/Auckland"]
        )
        func midnight(_ zone: String) async throws {
            let stack = try await Stack.start(settings: ["TZ": zone])
            let visitor = try await Visitor.logIn("host", to: stack)
            let share = try await visitor.get("/api/query_share_code/").data
            let code = try #require(share?["share_code"]?.string)
            let now = Clock.system.now()
            let tomorrow = CivilZone.china.day(at: now).adding(days: 1)
            let left = CivilZone.china.start(of: tomorrow).seconds - now.seconds
            try await stack.advanceClock(seconds: left - 60)
            #expect(try await visitor.signIn().code == 0)
            let login = try await Visitor.loginCode(of: "friend", in: stack)
            _ = try await stack.gateway.get("/api/login/?code=\(login)&invite=\(code)")
            func ranks() async throws -> [Int64?] {
                let data = try await visitor.get("/api/query_share_code/").data
                return [data?["y_rank"]?.integer, data?["n_rank"]?.integer]
            }
            try await eventually(within: 10, "the invitation counts") {
                try await ranks() == [0, 1]
            }
            #expect(try await visitor.signIn().code == -2)
            try await stack.advanceClock(seconds: 61)
            #expect(try await ranks() == [1, 0])
            #expect(try await visitor.get("/api/sign_status/").data?["is_sign"] == .bool(false))
            #expect(try await visitor.signIn().code == 0)
            let records = try await visitor.get("/api/query_point_record/").data?.array
            let times = records?.compactMap { $0["c_time"]?.string?.prefix(10) }
            #expect(times?.first == tomorrow.text.prefix(10), "\(String(describing: times))")
            #expect(times?.last == tomorrow.adding(days: -1).text.prefix(10))
            _ = try await stack.stop()
        }
    }
}
