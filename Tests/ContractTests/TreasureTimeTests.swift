import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// What time and the ends of accounts do to tasks, with the real processes.
    @Suite(.stack)
    struct TreasureTimeTests {
        @Test("a task ends after its thirty days, by itself")
        func ends() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("patient", "耐心", to: stack)
            let digger = try await Digger.logIn("late", "迟到", to: stack)
            let code = try await publisher.publish(["forecast_num": "1000"])
            try await digger.seesSoon(code)
            try await stack.advanceClock(seconds: 31 * 86_400)
            // The tokens of before have ended, too.
            let later = try await Digger.logIn("late", "迟到", to: stack)
            try await eventually("the task has ended") {
                let details = try await later.get("getTaskDetails", ["code": code])
                return details.json?["state"]?.string == "settled"
            }
            let dig = try await later.post("digTask", ["code": code])
            #expect(dig.json?["msg"]?.string == "任务已结束", "\(dig.text)")
            try await stack.resetClock()
        }

        @Test("an account is deleted: its tasks end, and nobody is told any more who it was")
        func deletion() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("leaver", "要走的人", to: stack)
            let winner = try await Digger.logIn("stayer", "留下的人", to: stack)
            let code = try await publisher.publish(
                ["prize_num": "2", "interval": "1", "forecast_num": "2"]
            )
            try await winner.seesSoon(code)
            let dig = try await winner.post("digTask", ["code": code])
            #expect(dig.json?["is_prize"]?.integer == 1, "\(dig.text)")
            let before = try await winner.get("getTaskDetails", ["code": code])
            let address = try #require(before.json?["pic"]?.string)
            let picture = try #require(Visitor.path(of: address, in: stack))
            #expect(try await stack.gateway.get(picture).status == 200)
            let gone = try await stack.gateway.post(
                "/api/account/delete",
                form: ["confirm": "1"],
                token: publisher.token
            )
            #expect(gone.code == 0, "\(gone.text)")
            try await eventually("treasure is told") {
                let details = try await winner.get("getTaskDetails", ["code": code])
                return details.json?["task_status"]?.integer == 1
            }
            let after = try await winner.get("getTaskDetails", ["code": code])
            #expect(after.json?["wxname"]?.string == "微信用户", "\(after.text)")
            #expect(after.json?["pic"]?.string == "" && after.json?["synopsis"]?.string == "")
            #expect(after.json?["name"]?.string == "一袋金桔")
            #expect(try await stack.gateway.get(picture).status == 404)
            let prize = try await winner.post("drawPrize", ["code": code])
            #expect(prize.contractStatus == 0, "\(prize.text)")
        }
    }
}
