import Basics
import HTTP
import JSON
import Processes
import TestKit
import Testing

extension Contracts {
    /// Invitations, ranks and what the back office does with points, through the gateway and with
    /// auth's own events.
    @Suite(.stack)
    struct PointsInvitationTests {
        private func guest(_ name: String, of code: String, _ stack: Stack) async throws -> Visitor
        {
            let login = try await Visitor.loginCode(of: name, in: stack)
            let answer = try await stack.gateway.get("/api/login/?code=\(login)&invite=\(code)")
            let data = try #require(answer.data, "\(answer.text)")
            return Visitor(
                name: name,
                openid: try #require(data["openid"]?.string),
                token: try #require(data["token"]?.string),
                stack: stack
            )
        }

        private func code(of visitor: Visitor) async throws -> String {
            let answer = try await visitor.get("/api/query_share_code/")
            return try #require(answer.data?["share_code"]?.string, "\(answer.text)")
        }

        private func guests(of visitor: Visitor) async throws -> [JSONValue] {
            try await visitor.get("/api/query_share_record/").data?.array ?? []
        }

        @Test("a friend who registers by one's code is counted once and shown by name")
        func invites() async throws {
            let stack = try runningStack()
            let host = try await Visitor.logIn("host", to: stack)
            let code = try await self.code(of: host)
            #expect(code.utf8.count == 8)
            #expect(try await self.code(of: host) == code)
            let friend = try await guest("friend", of: code, stack)
            let renamed = try await stack.gateway.post(
                "/api/update/",
                form: [
                    "openid": friend.openid, "nickname": "朋友", "avatar": "https://a.example/f.png",
                ],
                token: friend.token
            )
            #expect(renamed.code == 0, "\(renamed.text)")
            try await eventually(within: 10, "auth's events have come") {
                try await guests(of: host).first?["nickname"]?.string == "朋友"
            }
            _ = try await guest("friend", of: code, stack)
            let late = try await guest("late", of: "AAAAAAAA", stack)
            _ = try await guest("host", of: code, stack)
            _ = try await guest("late", of: code, stack)
            #expect(try await late.signIn().code == 0)
            let lines = try await guests(of: host)
            #expect(lines.count == 1, "\(lines)")
            #expect(lines.first?["avatar"]?.string == "https://a.example/f.png")
            #expect(lines.first?["c_time"]?.string?.utf8.count == 19)
            let standing = try await host.get("/api/query_share_code/").data
            #expect(standing?["n_rank"] == .integer(1) && standing?["y_rank"] == .integer(0))
            #expect(standing?["times"] == .integer(1))
            #expect(try await host.records() == [20])
        }

        @Test("the codes of query_share_code, query_share_record and rank_by_balance")
        func codes() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("asker", to: stack)
            let other = try await Visitor.logIn("owner", to: stack)
            for path in ["/api/query_share_code/", "/api/query_share_record/"] {
                #expect(try await visitor.get(path).code == 0)
                let missing = try await stack.gateway.get(path, token: visitor.token)
                #expect(missing.status == 200 && missing.code == -1, "\(missing.text)")
                let theirs = try await other.get(path).status
                #expect(theirs == 200)
                let wrong = try await stack.gateway.get(
                    "\(path)?openid=\(other.openid)",
                    token: visitor.token
                )
                #expect(wrong.status == 200 && wrong.code == -2, "\(wrong.text)")
            }
            let rank = try await visitor.get("/api/rank_by_balance/")
            #expect(rank.code == 0 && (rank.json?["rank"]?.integer ?? 0) >= 1, "\(rank.text)")
            let stranger = try await stack.gateway.get(
                "/api/rank_by_balance/?openid=\(other.openid)",
                token: visitor.token
            )
            #expect(stranger.status == 403 && stranger.code == -403, "\(stranger.text)")
        }

        @Test("points given by the back office move the rank; verify finds the file right")
        func backOffice() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("winner", to: stack)
            try await eventually(within: 10, "the registration has come") {
                try await visitor.get("/api/rank_by_balance/").json?["rank"]?.integer != 0
            }
            let order = [
                "openid": visitor.openid, "point": "9000", "reason": "活动", "ref": "event-1",
            ]
            for repeated in [false, true] {
                let answer = try await stack.backOffice(.post, "/admin/points/adjust", order)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.json?["balance"] == .integer(9_000))
                #expect(answer.json?["repeated"] == .bool(repeated))
            }
            let ranking = try await visitor.get("/api/rank_by_balance/")
            let first = try #require(ranking.json?["data"]?.array?.first?.array)
            #expect(first.first == .integer(1) && first.last == .integer(9_000))
            #expect(first.count == 4 && ranking.json?["rank"] == .integer(1))
            let stranger = try await stack.gateway.post(
                "/admin/points/adjust",
                json: order,
                token: visitor.token
            )
            #expect(stranger.status == 401)
            let table = try await stack.backOffice(.get, "/admin/points/participants.csv")
            #expect(table.status == 200 && table.text.contains(visitor.openid))
            let verify = try await TestProcess.start(
                "kumquat-points",
                arguments: ["verify"],
                environment: stack.environment,
                output: stack.home.file("verify.out")
            )
            #expect(try await verify.exit(within: 30) == .code(0), "\(verify.output)")
            #expect(verify.output.contains("clean: "), "\(verify.output)")
        }

        @Test("rules changed under their version stop the start with a line that says so")
        func changedRules() async throws {
            let stack = try runningStack()
            let rules = stack.home.file("rules.json")
            func start() async throws -> TestProcess {
                let home = stack.home.file("rules-home")
                return try await TestProcess.start(
                    "kumquat-points",
                    arguments: [],
                    environment: [
                        "KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": home,
                        "KUMQUAT_PORT": "\(try FreePorts.block())", "KUMQUAT_POINTS_RULES": rules,
                        "KUMQUAT_SANDBOX_URLS": "tcp:127.0.0.1:\(stack.port + 10)",
                        "KUMQUAT_INTERNAL_KEYS_FILE": stack.home.file("internal.key"),
                    ],
                    output: stack.home.file("rules-\(UInt64.random(in: 0...UInt64.max)).out")
                )
            }
            let text =
                #"{"version":7,"tasks":{"sign_in":1,"invite":2,"invitee":3,"wx_run":4,"wx_phone":5,"#
                + #""eye":6},"multipliers":[],"streaks":[],"daily_caps":{}}"#
            try TextFile.write(text, to: rules)
            let first = try await start()
            try await eventually(within: 20, "it has its file") {
                first.output.contains(#""msg":"ready""#)
            }
            first.send(15)
            #expect(try await first.exit(within: 30) == .code(0), "\(first.output)")
            try TextFile.write(text.replacing("\"eye\":6", with: "\"eye\":7"), to: rules)
            let second = try await start()
            #expect(try await second.exit(within: 30) == .code(1))
            #expect(second.output.contains("KUMQUAT_POINTS_RULES"), "\(second.output)")
            #expect(second.output.contains("version 7 has been in force with other rules"))
            try TextFile.write("{}", to: rules)
            let third = try await start()
            #expect(try await third.exit(within: 30) == .code(1))
            #expect(third.output.contains("KUMQUAT_POINTS_RULES"), "\(third.output)")
        }
    }
}
