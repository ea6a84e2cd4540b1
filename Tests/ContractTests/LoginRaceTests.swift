import JSON
import TestKit
import Testing

extension Contracts {
    /// Log-ins that meet each other, through the gateway.
    @Suite(.unhurriedStack)
    struct LoginRaceTests {
        @Test("a hundred first log-ins of one person at once, on all contracts, make one user")
        func firstLogins() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("multitude", in: stack)
            var calls: [@Sendable () async throws -> Answer] = []
            for number in 0..<100 {
                let code = try await phone.code()
                let sealed = try await phone.sealed("profile")
                calls.append {
                    switch number % 5 {
                    case 0: try await stack.gateway.get("/api/login/", query: ["code": code])
                    case 1:
                        try await stack.gateway.get(
                            "/api/treasure/userLogin",
                            query: sealed.merging(["code": code]) { $1 }
                        )
                    case 2:
                        try await stack.gateway.get(
                            "/miniprog/wx_auth/get_openid_by_code",
                            query: ["code": code]
                        )
                    case 3:
                        try await stack.gateway.post(
                            "/api/smallapp/login",
                            form: ["app_id": "1", "code": code]
                        )
                    default:
                        try await stack.gateway.post("/api/user/wxLogin", form: ["code": code])
                    }
                }
            }
            let answers = try await calls.concurrently { try await $0() }
            for answer in answers {
                let code = answer.code ?? answer.json?["status"]?.integer
                #expect(answer.status == 200 && code == 0, "\(answer.text)")
            }
            let openids = answers.compactMap {
                $0.data?["openid"]?.string
                    ?? $0.json?["results"]?.array?.first?["openid"]?.string
            }
            #expect(openids.count == 60 && Set(openids).count == 1)
            #expect(answers.count { $0.data?["is_new"] == .bool(true) } == 1)
            // The account behind the identity is one and the same for all of them.
            let tokens = answers.compactMap { answer in
                answer.data?["token"]?.string
                    ?? answer.json?["results"]?.array?.first?["token"]?.string
            }
            #expect(Set(tokens).count == 100)
            let form = ["openid": openids[0], "phone": "13500000007"]
            let member = try await stack.gateway.post(
                "/miniprog/wx_auth/register",
                form: form,
                token: tokens[0]
            )
            #expect(member.code == 0, "\(member.text)")
            var ids: Set<Int64> = []
            for token in tokens {
                let login = try await stack.gateway.post("/miniprog/wx_auth/login", token: token)
                let account = login.json?["results"]?.array?.first?["account"]
                ids.insert(try #require(account?["id"]?.integer, "\(login.text)"))
            }
            #expect(ids.count == 1)
        }

        @Test("one code, fifty times at once, is traded once")
        func oneCode() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("impatient", in: stack)
            for path in ["/api/login/", "/miniprog/wx_auth/get_openid_by_code"] {
                let code = try await phone.code()
                let answers = try await (0..<50).concurrently { _ in
                    try await stack.gateway.get(path, query: ["code": code])
                }
                let others = answers.filter { $0.status != 200 || $0.code != 0 }
                #expect(others.isEmpty, "\(others.map { "\($0.status) \($0.text)" })")
                if path == "/api/login/" {
                    #expect(answers.allSatisfy { $0.data?["is_new"] == .bool(true) })
                }
            }
        }

        @Test("data made before a log-in rotated the session key still opens, once")
        func twoKeys() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("rotating", in: stack)
            let visitor = try await Visitor.logIn("rotating", to: stack)
            var older: [[String: String]] = []
            for _ in 0..<2 {
                older.append(try await phone.sealed("profile"))
                try await stack.failWeChat("/sns/jscode2session", kind: "rotate_session_key")
                let code = try await phone.code()
                #expect(try await stack.gateway.get("/api/login/?code=\(code)").code == 0)
            }
            let codes = try await (older + [try await phone.sealed("profile")]).asyncMap { sealed in
                try await stack.gateway.post(
                    "/api/update/",
                    form: sealed.merging(["openid": visitor.openid]) { $1 },
                    token: visitor.token
                ).code
            }
            #expect(codes == [-4, 0, 0])
        }
    }
}
