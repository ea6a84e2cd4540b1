import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// `sms/verify_code`, `login` and `loginWithSceneId` of `merchants.md`, code by code.
    @Suite(.stack)
    struct MerchantsMobileTests {
        private static let path = "/api/user"

        /// Somebody who has logged in to WeChat, and to no account.
        private func shopper(
            _ name: String,
            appid: String? = nil,
            in stack: Stack
        ) async throws -> String {
            let code = try await Phone.of(name, appid: appid, in: stack).code()
            var form = ["code": code]
            form["appid"] = appid
            let answer = try await stack.gateway.post("\(Self.path)/wxLogin", form: form)
            return try #require(answer.data?["token"]?.string, "\(answer.text)")
        }

        private func ask(_ mobile: String, _ token: String, _ stack: Stack) async throws -> Answer {
            try await stack.gateway.post(
                "\(Self.path)/sms/verify_code",
                form: ["mobile": mobile, "token": token]
            )
        }

        private func code(_ mobile: String, _ token: String, _ stack: Stack) async throws -> String
        {
            let answer = try await ask(mobile, token, stack)
            return try #require(answer.data?["verify_code"]?.string, "\(answer.text)")
        }

        private func logIn(
            _ mobile: String,
            _ code: String,
            _ token: String,
            _ stack: Stack
        ) async throws -> Answer {
            try await stack.gateway.post(
                "\(Self.path)/login",
                json: ["mobile": mobile, "verify_code": code, "token": token]
            )
        }

        private func expect(
            _ answer: Answer,
            _ code: Int64,
            _ message: String? = nil,
            status: Int = 200
        ) {
            #expect(
                answer.code == code && answer.status == status,
                "\(answer.status) \(answer.text)"
            )
            if let message { #expect(answer.json?["message"]?.string == message) }
            if code != 0 { #expect(answer.data == nil) }
        }

        @Test("a code by message binds the mobile; the next wxLogin knows the user")
        func binds() async throws {
            let stack = try runningStack()
            let token = try await shopper("mei", in: stack)
            let code = try await code("13811110001", token, stack)
            let inbox = try await stack.client(of: .sandbox).get("/sandbox/sms?mobile=13811110001")
            #expect(inbox.text.contains(code), "\(inbox.text)")
            let entered = try await logIn("13811110001", code, token, stack)
            expect(entered, 0)
            #expect(entered.data?["userInfo"]?["mobile"]?.string == "13811110001")
            expect(try await logIn("13811110001", code, token, stack), 10001, "验证码已被使用，请重新获取")
            let again = try await Phone.of("mei", in: stack).code()
            let login = try await stack.gateway.post("\(Self.path)/wxLogin", form: ["code": again])
            #expect(login.data?["userInfo"]?["mobile"]?.string == "13811110001")
        }

        @Test("what proves nothing is 10001 and says why")
        func wrongCodes() async throws {
            let stack = try runningStack()
            let token = try await shopper("wen", in: stack)
            expect(try await logIn("13811110002", "123456", token, stack), 10001, "验证码错误")
            expect(try await logIn("", "123456", token, stack), 10001, "参数不能为空")
            expect(try await logIn("13811110002", " ", token, stack), 10001, "参数不能为空")
            expect(try await logIn("138", "123456", token, stack), 10001, "手机号格式不正确")
            expect(try await ask("138", token, stack), 10001, "手机号格式不正确")
            expect(try await ask(" ", token, stack), 10001, "参数不能为空")
            let code = try await code("13811110002", token, stack)
            let wrong = code == "000000" ? "000001" : "000000"
            for _ in 0..<5 {
                expect(try await logIn("13811110002", wrong, token, stack), 10001, "验证码错误")
            }
            expect(
                try await logIn("13811110002", code, token, stack),
                10001,
                "验证码错误次数过多，请重新获取"
            )
            try await stack.advanceClock(seconds: 60)
            let next = try await self.code("13811110002", token, stack)
            try await stack.advanceClock(seconds: 300)
            expect(try await logIn("13811110002", next, token, stack), 10001, "验证码已过期，请重新获取")
            try await stack.resetClock()
        }

        @Test("too early is HTTP 429, code 429, and says when")
        func tooEarly() async throws {
            let stack = try runningStack()
            let token = try await shopper("zao", in: stack)
            _ = try await code("13811110003", token, stack)
            let answer = try await ask("13811110003", token, stack)
            expect(answer, 429, status: 429)
            let wait = try #require(answer.headers["Retry-After"].flatMap { Int($0) })
            #expect((1...60).contains(wait))
        }

        @Test("an identity bound to another mobile is 10006")
        func boundToAnother() async throws {
            let stack = try runningStack()
            let token = try await shopper("bang", in: stack)
            let first = try await code("13811110004", token, stack)
            expect(try await logIn("13811110004", first, token, stack), 0)
            let second = try await code("13811110005", token, stack)
            expect(try await logIn("13811110005", second, token, stack), 10006, "该微信已绑定其他手机号")
        }

        @Test("a banned account is 10004, and its sessions are refused at once")
        func banned() async throws {
            let stack = try runningStack()
            let token = try await shopper("huai", in: stack)
            let first = try await code("13811110006", token, stack)
            expect(try await logIn("13811110006", first, token, stack), 0)
            let uid = try await stack.uid(ofMobile: "13811110006")
            let ban = try await stack.office(.post, "users/\(uid)/ban", json: #"{"reason":"test"}"#)
            #expect(ban.json?["ended_sessions"]?.integer == 1, "\(ban.text)")
            try await eventually(within: 2, "the token is refused") {
                try await ask("13811110007", token, stack).code == 10007
            }
            let other = try await shopper("hao", in: stack)
            try await stack.advanceClock(seconds: 60)
            let second = try await code("13811110006", other, stack)
            expect(try await logIn("13811110006", second, other, stack), 10004, "账号已停用")
            let login = try await stack.gateway.post(
                "\(Self.path)/wxLogin",
                form: ["code": try await Phone.of("huai", in: stack).code()]
            )
            expect(login, 10001, "该微信用户已被限制登录")
            try await stack.resetClock()
        }

        @Test("no token, a broken one, a revoked one: 10007")
        func badTokens() async throws {
            let stack = try runningStack()
            let token = try await shopper("ding", in: stack)
            for path in ["login", "loginWithSceneId", "sms/verify_code"] {
                for bad in ["", "x.y.z", token + "x"] {
                    let form = bad.isEmpty ? [:] : ["token": bad]
                    let answer = try await stack.gateway.post("\(Self.path)/\(path)", form: form)
                    expect(answer, 10007, status: 401)
                }
            }
            let out = try await stack.gateway.post("/api/session/logout", token: token)
            #expect(out.code == 0, "\(out.text)")
            expect(try await ask("13811110008", token, stack), 10007, status: 401)
        }

        @Test("the identity of a deleted account is 70010")
        func identityGone() async throws {
            let stack = try runningStack()
            let token = try await shopper("wang", in: stack)
            let answer = try await stack.gateway.post(
                "/api/account/delete",
                form: ["confirm": "1"],
                token: token
            )
            #expect(answer.code == 0, "\(answer.text)")
            try await eventually(within: 2, "the gateway has heard of it") {
                try await ask("13811110009", token, stack).code == 70010
            }
            expect(try await ask("13811110009", token, stack), 70010, "微信openId不存在")
            let points = try await stack.gateway.get("/api/session/list", token: token)
            #expect(points.status == 401 && points.code == -401)
        }

        @Test("a scene logs its user in to the other mini-program, once")
        func scene() async throws {
            let stack = try runningStack()
            let apps = try await stack.apps()
            let target = apps[1]
            let token = try await shopper("lao", in: stack)
            let code = try await code("13811110010", token, stack)
            expect(try await logIn("13811110010", code, token, stack), 0)
            let uid = try await stack.uid(ofMobile: "13811110010")
            func scene() async throws -> String {
                let answer = try await stack.inside(
                    .auth,
                    .post,
                    "/internal/scenes",
                    json: #"{"app":\#(target.number),"uid":\#(uid),"#
                        + #""payload":{"user_id":\#(uid),"order_no":"A1"}}"#
                )
                return try #require(answer.json?["scene"]?.string, "\(answer.text)")
            }
            @Sendable func redeem(_ scene: String, _ token: String) async throws -> Answer {
                try await stack.gateway.post(
                    "\(Self.path)/loginWithSceneId",
                    form: ["token": token, "sceneId": scene]
                )
            }
            let there = try await shopper("lao", appid: target.appid, in: stack)
            let first = try await scene()
            expect(try await redeem("", there), 10001, "参数不能为空")
            expect(try await redeem("invented", there), 10001, "场景值无效或已过期")
            expect(try await redeem(first, token), 10001, "场景值无效或已过期")
            let answers = try await (0..<10).concurrently { _ in try await redeem(first, there) }
            #expect(answers.count { $0.code == 0 } == 1)
            let entered = try #require(answers.first { $0.code == 0 })
            #expect(entered.data?["userInfo"]?["mobile"]?.string == "13811110010")
            #expect(entered.data?["payload"]?["user_id"]?.integer == uid)
            #expect(entered.data?["payload"]?["order_no"]?.string == "A1")
            expect(try await redeem(first, there), 10001, "场景值已被使用")

            // WeChat says that this is somebody else; `SceneContractTests` has those with accounts.
            let third = try await shopper("ba-there", appid: target.appid, in: stack)
            expect(try await redeem(try await scene(), third), 10006, "该微信已绑定其他账号")
            let late = try await scene()
            let banned = try await scene()
            _ = try await stack.office(.post, "users/\(uid)/ban", json: #"{"reason":"test"}"#)
            expect(try await redeem(banned, third), 10004, "账号不存在")
            try await stack.advanceClock(seconds: 300)
            expect(try await redeem(late, third), 10001, "场景值无效或已过期")
            try await stack.resetClock()
        }

        @Test("of ten who use one code at once, one gets in")
        func codeAtOnce() async throws {
            let stack = try runningStack()
            let tokens = try await (0..<10).asyncMap { try await shopper("crowd\($0)", in: stack) }
            let code = try await code("13811110012", tokens[0], stack)
            let answers = try await tokens.concurrently { token in
                try await logIn("13811110012", code, token, stack)
            }
            #expect(answers.count { $0.code == 0 } == 1)
            #expect(answers.count { $0.code == 10001 } == 9)
        }

        @Test("a fault of the disk is 500, and of the message service too")
        func faults() async throws {
            let stack = try runningStack()
            let token = try await shopper("gu", in: stack)
            let (_, failed) = try await stack.firstFailure(of: .auth, kind: "io") { attempt in
                "1382222\(1000 + attempt)"
            } call: { mobile in
                try await ask(mobile, token, stack)
            }
            #expect(failed.status >= 500 && failed.code == 500, "\(failed.text)")
            let unreachable = try await ask("13811110013", token, stack)
            expect(unreachable, 0)
        }

        @Test("what is no business answer has its own status")
        func transport() async throws {
            let stack = try runningStack()
            let token = try await shopper("xing", in: stack)
            let get = try await stack.gateway.get("\(Self.path)/login", token: token)
            expect(get, 10000, status: 405)
            let unreadable = try await stack.gateway.send(
                .post,
                "\(Self.path)/login",
                token: token,
                body: Array("{".utf8),
                contentType: "application/json"
            )
            expect(unreadable, 10001, status: 400)
            let type = try await stack.gateway.send(
                .post,
                "\(Self.path)/login",
                token: token,
                body: Array("x".utf8),
                contentType: "text/csv"
            )
            expect(type, 10001, status: 415)
        }
    }
}
