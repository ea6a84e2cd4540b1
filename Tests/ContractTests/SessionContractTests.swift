import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// Sessions, the account and the back office, through the gateway.
    @Suite(.stack)
    struct SessionContractTests {
        private func end(
            _ name: String,
            _ form: [String: String] = [:],
            _ visitor: Visitor
        ) async throws -> Answer {
            let path = "/api/session/\(name)"
            return try await visitor.stack.gateway.post(path, form: form, token: visitor.token)
        }

        private func isRefused(_ visitor: Visitor) async throws -> Bool {
            let path = "/api/session/list"
            return try await visitor.stack.gateway.get(path, token: visitor.token).status == 401
        }

        @Test("sessions are listed, ended here and everywhere, and refused at once")
        func sessions() async throws {
            let stack = try runningStack()
            let one = try await Visitor.logIn("ann", to: stack)
            let two = try await Visitor.logIn("ann", to: stack)
            let three = try await Visitor.logIn("ann", to: stack)
            let stranger = try await Visitor.logIn("bea", to: stack)
            let list = try await stack.gateway.get("/api/session/list", token: one.token)
            let lines = try #require(list.data?.array)
            #expect(lines.count == 3 && lines.count { $0["current"] == .bool(true) } == 1)
            let foreign = try await end("logout", ["id": lines[0]["id"]?.string ?? ""], stranger)
            #expect(foreign.code == -2, "\(foreign.text)")
            #expect(try await end("logout", [:], three).code == 0)
            #expect(try await isRefused(three))
            #expect(
                try await end("logout_all", ["keep_current": "1"], one).data?["ended"]?.integer == 1
            )
            #expect(try await isRefused(two))
            #expect(try await isRefused(one) == false)
            #expect(try await isRefused(stranger) == false)
            let renewed = try await end("renew", [:], one)
            let token = try #require(renewed.data?["token"]?.string, "\(renewed.text)")
            let again = try await stack.gateway.get("/api/session/list", token: token)
            #expect(again.data?.array?.count == 1)
            #expect(try await end("logout_all", [:], one).data?["ended"]?.integer == 1)
            #expect(try await isRefused(one))
        }

        @Test("a session revoked by the back office is refused within two seconds")
        func revoked() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("carl", to: stack)
            let found = try await stack.office(.get, "users?openid=\(visitor.openid)")
            let uid = try #require(found.json?["rows"]?.array?.first?["uid"]?.integer)
            // Not through the gateway that remembers the token: by auth itself, as a replica would.
            let sessions = try await stack.office(.get, "users/\(uid)/sessions")
            let sid = try #require(sessions.json?["rows"]?.array?.first?["sid"]?.string)
            let answer = try await stack.office(.post, "sessions/\(sid)/revoke")
            #expect(answer.status == 200, "\(answer.text)")
            try await eventually(within: 2, "the token is refused") { try await isRefused(visitor) }
        }

        @Test("keys rotate without logging anyone out")
        func rotation() async throws {
            let stack = try runningStack()
            let before = try await Visitor.logIn("dora", to: stack)
            let answer = try await stack.office(.post, "keys/rotate")
            let kid = try #require(answer.json?["kid"]?.string, "\(answer.text)")
            try await stack.advanceClock(seconds: 180)
            let after = try await Visitor.logIn("dora", to: stack)
            #expect(try await isRefused(before) == false)
            // Moving the clock takes no time: the gateway asks for keys every ten seconds at most,
            // which a notice of two real minutes leaves room for.
            try await eventually(within: 15, "the new key is known") {
                try await isRefused(after) == false
            }
            #expect(try await isRefused(before) == false)
            let keys = try await stack.gateway.get("/.well-known/jwks.json").json?["keys"]?.array
            #expect(keys?.contains { $0["kid"]?.string == kid } == true && keys?.count == 2)
            try await stack.resetClock()
        }

        @Test("a token lives seven days")
        func expiry() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("emil", to: stack)
            try await stack.advanceClock(seconds: 7 * 86_400 - 60)
            #expect(try await isRefused(visitor) == false)
            try await stack.advanceClock(seconds: 61)
            #expect(try await isRefused(visitor))
            try await stack.resetClock()
        }

        @Test("a deleted account is gone everywhere, and a new log-in makes a new user")
        func deletion() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("fred", to: stack)
            #expect(try await visitor.signIn().code == 0)
            let gateway = stack.gateway
            let link = try await visitor.link(try await visitor.uploaded(Visitor.picture(7)))
            #expect(try await gateway.get(link).status == 200)
            let path = "/api/account/delete"
            #expect(try await gateway.post(path, token: visitor.token).code == -1)
            let no = try await gateway.post(path, form: ["confirm": "0"], token: visitor.token)
            #expect(no.code == -2)
            let yes = try await gateway.post(path, form: ["confirm": "1"], token: visitor.token)
            #expect(yes.code == 0, "\(yes.text)")
            try await eventually(within: 2, "the token is refused") { try await isRefused(visitor) }
            try await eventually(within: 10, "points has heard of it: the picture is gone") {
                try await gateway.get(link).status == 404
            }
            let code = try await Visitor.loginCode(of: "fred", in: stack)
            let again = try await gateway.get("/api/login/?code=\(code)")
            #expect(again.data?["is_new"] == .bool(true), "\(again.text)")
            let token = try #require(again.data?["token"]?.string)
            let openid = try #require(again.data?["openid"]?.string)
            let balance = try await gateway.get(
                "/api/query_balance/?openid=\(openid)",
                token: token
            )
            #expect(balance.data?["balance"]?.integer == 0, "\(balance.text)")
        }

        @Test("the back office needs its key, and says what was done")
        func backOffice() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("gina", to: stack)
            for token in [visitor.token, "wrong", nil] as [String?] {
                let answer = try await stack.gateway.get("/admin/auth/apps", token: token)
                #expect(answer.status == 401)
            }
            let found = try await stack.office(.get, "users?openid=\(visitor.openid)")
            let uid = try #require(found.json?["rows"]?.array?.first?["uid"]?.integer)
            let patched = try await stack.office(
                .patch,
                "users/\(uid)",
                json: #"{"is_email":true}"#
            )
            #expect(patched.json?["is_email"] == .bool(true), "\(patched.text)")
            let audit = try await stack.office(.get, "trail?subject=uid:\(uid)")
            let entry = audit.json?["rows"]?.array?.first
            #expect(entry?["what"]?.string == "user.flags", "\(audit.text)")
            #expect(entry?["after"]?.string == "is_email=true")
            #expect(try await stack.office(.get, "apps").json?["rows"]?.array?.count ?? 0 >= 3)
        }
    }
}
