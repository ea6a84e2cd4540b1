import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// `GET /api/login/` of `points.md`.
    @Suite(.stack)
    struct LoginTests {
        @Test("a log-in registers on first sight and hands out a token")
        func logsIn() async throws {
            let stack = try runningStack()
            let code = try await Visitor.loginCode(of: "newcomer", in: stack)
            let first = try await stack.gateway.get("/api/login/?code=\(code)")
            #expect(first.status == 200 && first.code == 0, "\(first.text)")
            let data = try #require(first.data)
            #expect(data["is_new"] == .bool(true))
            #expect(data["expires_in"] == .integer(604_800))

            let next = try await Visitor.loginCode(of: "newcomer", in: stack)
            let second = try await stack.gateway.get("/api/login/?code=\(next)")
            #expect(second.data?["is_new"] == .bool(false))
            #expect(second.data?["openid"] == data["openid"])
        }

        @Test("the same code within a minute gets the same answer, later it is refused")
        func repeatedCode() async throws {
            let stack = try runningStack()
            let code = try await Visitor.loginCode(of: "twitchy", in: stack)
            let first = try await stack.gateway.get("/api/login/?code=\(code)")
            let again = try await stack.gateway.get("/api/login/?code=\(code)")
            for name in ["openid", "is_new"] {
                #expect(first.data?[name] != nil && first.data?[name] == again.data?[name])
            }
            try await stack.advanceClock(seconds: 90)
            let late = try await stack.gateway.get("/api/login/?code=\(code)")
            #expect(late.status == 200 && late.code == -3, "\(late.text)")
            try await stack.resetClock()
        }

        @Test(
            "its codes",
            arguments: [
                ("", -1), ("code=", -1), ("code=%20", -1), ("code=invented", -3),
                ("code=invented&appid=wx0000000000000000", -2),
            ] as [(String, Int64)]
        )
        func refusals(_ query: String, _ code: Int64) async throws {
            let answer = try await runningStack().gateway.get("/api/login/?\(query)")
            #expect(answer.status == 200 && answer.code == code, "\(answer.text)")
        }

        @Test("a WeChat that does not answer is -3 with 503, before the gateway loses patience")
        func silence() async throws {
            let stack = try runningStack()
            let code = try await Visitor.loginCode(of: "patient", in: stack)
            try await stack.failWeChat("/sns/jscode2session", kind: "timeout")
            let failed = try await stack.gateway.get("/api/login/?code=\(code)")
            #expect(failed.status == 503 && failed.code == -3, "\(failed.text)")
            #expect(failed.headers["Retry-After"] != nil)
            #expect(try await stack.gateway.get("/api/login/?code=\(code)").code == 0)
        }

        @Test("a storage fault is -4, and the same code works afterwards")
        func storageFault() async throws {
            let stack = try runningStack()
            let (_, failed) = try await stack.firstFailure(of: .auth, kind: "full") { _ in
                try await Visitor.loginCode(of: "hapless", in: stack)
            } call: { code in
                try await stack.gateway.get("/api/login/?code=\(code)")
            }
            #expect([500, 503].contains(failed.status) && failed.code == -4, "\(failed.text)")
            let fresh = try await Visitor.loginCode(of: "hapless", in: stack)
            #expect(try await stack.gateway.get("/api/login/?code=\(fresh)").code == 0)
        }

        @Test("fifty log-ins of one new person at once make one user")
        func concurrentFirstLogins() async throws {
            let stack = try runningStack()
            let codes = try await (0..<50).asyncMap { _ in
                try await Visitor.loginCode(of: "crowd", in: stack)
            }
            let answers = try await codes.concurrently { code in
                try await stack.gateway.get("/api/login/?code=\(code)")
            }
            #expect(answers.allSatisfy { $0.code == 0 })
            #expect(Set(answers.map { $0.data?["openid"]?.string }).count == 1)
            #expect(answers.count { $0.data?["is_new"] == .bool(true) } == 1)
        }
    }
}
