import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// What an operator reads where somebody whom we ask does not answer: who, and why.
    @Suite
    struct SilenceTests {
        /// The lines of a process that hold a text.
        private static func causes(_ stack: Stack, _ member: StackMember) throws -> [String] {
            try TextFile.read(stack.logFile(of: member)).split(separator: "\n")
                .compactMap { try? JSON.parse(Array($0.utf8))["cause"]?.string }
        }

        @Test(
            "WeChat does not answer a log-in",
            arguments: [
                ("http://127.0.0.1:1", "127.0.0.1:1: the connection was refused"),
                ("http://no.such.invalid", "no.such.invalid:80: the name is not known"),
            ]
        )
        func weChat(_ origin: String, _ line: String) async throws {
            let stack = try await Stack.start(settings: ["KUMQUAT_WECHAT_URL": origin])
            let code = try await Visitor.loginCode(of: "xiaoming", in: stack)
            let answer = try await stack.gateway.get("/api/login/?code=\(code)")
            #expect(answer.code != 0, "\(answer.text)")
            let said = try Self.causes(stack, .auth)
            #expect(said.contains { $0.contains(line) }, "\(said)")
            #expect(said.allSatisfy { !$0.contains(code) && !$0.contains("secret=") })
            _ = try await stack.stop()
        }

        @Test("the provider of messages does not answer")
        func messages() async throws {
            let stack = try await Stack.start(settings: ["KUMQUAT_SMS_URL": "http://127.0.0.1:1"])
            let mobile = "13800138001"
            let code = try await Visitor.loginCode(of: "xiaoming", in: stack)
            let login = try await stack.gateway.post("/api/user/wxLogin", form: ["code": code])
            let token = try #require(login.data?["token"]?.string, "\(login.text)")
            let answer = try await stack.gateway.post(
                "/api/user/sms/verify_code",
                form: ["mobile": mobile, "token": token]
            )
            #expect(answer.code != 0, "\(answer.text)")
            var said: [String] = []
            try await eventually("auth has said so") {
                said = try Self.causes(stack, .auth)
                return said.contains { $0.contains("127.0.0.1:1: the connection was refused") }
            }
            #expect(said.allSatisfy { !$0.contains(mobile) })
            _ = try await stack.stop()
        }

        @Test("a service of ours is not there, for the gateway and for another service")
        func ours() async throws {
            let stack = try await Stack.start()
            let visitor = try await Visitor.logIn("xiaoming", to: stack)
            try await stack.kill(.points)
            let answer = try await visitor.get("/api/query_balance/", "")
            #expect(answer.status == 502)
            var last: JSONValue?
            try await eventually("the gateway has said so") {
                last = try TextFile.read(stack.logFile(of: .gateway)).split(separator: "\n")
                    .compactMap { try? JSON.parse(Array($0.utf8)) }
                    .last { $0["msg"]?.string == "no answer" }
                return last != nil
            }
            let line = try #require(last)
            #expect(line["upstream"]?.string == "points")
            let cause = line["cause"]?.string ?? ""
            #expect(cause.contains("points.sock"), "\(cause)")
            #expect(
                cause.hasSuffix("the connection was refused")
                    || cause.hasSuffix("there is no such socket"),
                "\(cause)"
            )
            _ = try await stack.stop()
        }
    }
}
