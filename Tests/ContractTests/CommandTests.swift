import Basics
import Glibc
import HTTP
import JSON
import Processes
import TestKit
import Testing

extension Contracts {
    /// `kumquat-auth apps|users|sessions|reencrypt|backup|verify`, beside the running processes.
    @Suite(.stack)
    struct CommandTests {
        /// What a command says, and how it ends.
        private func run(
            _ words: String,
            in stack: Stack
        ) async throws -> (status: Processes.ExitStatus, output: String) {
            let process = try await TestProcess.start(
                "kumquat-auth",
                arguments: words.split(separator: " ").map(String.init),
                environment: stack.environment,
                output: stack.home.file("command-\(UInt64.random(in: 0...UInt64.max))")
            )
            return (try await process.exit(within: 30), process.output)
        }

        private func uid(of visitor: Visitor) async throws -> Int64 {
            let found = try await visitor.stack.office(.get, "users?openid=\(visitor.openid)")
            return try #require(
                found.json?["rows"]?.array?.first?["uid"]?.integer,
                "\(found.text)"
            )
        }

        private func isRefused(_ visitor: Visitor) async throws -> Bool {
            let path = "/api/session/list"
            return try await visitor.stack.gateway.get(path, token: visitor.token).status == 401
        }

        @Test("apps are added, listed and given another secret; no secret stands in the arguments")
        func apps() async throws {
            let stack = try runningStack()
            let secret = stack.home.file("secret")
            try TextFile.write("a-secret-of-wechats\n", to: secret)
            let add = "apps add --app-id 77 --appid wx00000000000000dd --oper 3 --name kan"
            let added = try await run("\(add) --secret-file \(secret)", in: stack)
            #expect(added.status == .code(0), "\(added.output)")
            let again = try await run("\(add) --secret-file \(secret)", in: stack)
            #expect(again.status == .code(1) && again.output.contains("taken"), "\(again.output)")
            let list = try await run("apps list", in: stack)
            #expect(list.output.contains("77  wx00000000000000dd  oper 3  kan"), "\(list.output)")
            #expect(again.output.contains("app_id"), "\(again.output)")
            #expect(
                try await run("apps rename --app-id 77 --name gan", in: stack).status == .code(0)
            )
            let renamed = try await run("apps list", in: stack)
            #expect(renamed.output.contains("oper 3  gan"), "\(renamed.output)")
            #expect(
                try await run("apps rename --app-id 77 --name kan", in: stack).status == .code(0)
            )
            let other = "apps add --app-id 79 --appid wx00000000000000ee --oper 3 --name ju"
            let two = stack.home.file("two")
            try TextFile.write("a-secret-of-wechats\nand-another-one-x\n", to: two)
            #expect(try await run("\(other) --secret-file \(two)", in: stack).status == .code(2))
            let bad = "apps add --app-id 79 --appid bad --oper 3 --name ju --secret-file \(secret)"
            let badly = try await run(bad, in: stack)
            #expect(badly.status == .code(1) && badly.output.contains("appid"), "\(badly.output)")
            #expect(try await run("\(other) --secret-file \(secret)", in: stack).status == .code(0))
            #expect(try await run("apps remove --app-id 79", in: stack).status == .code(0))
            #expect(try await run("apps remove --app-id 79", in: stack).status == .code(1))
            let rotate = "apps rotate-secret --app-id 77 --secret-file \(secret)"
            #expect(try await run(rotate, in: stack).status == .code(0))
            for (word, state) in [("disable", "  (disabled)"), ("enable", "")] {
                #expect(try await run("apps \(word) --app-id 77", in: stack).status == .code(0))
                let line = "77  wx00000000000000dd  oper 3  kan\(state)\n"
                let list = try await run("apps list", in: stack)
                #expect(list.output.contains(line), "\(list.output)")
            }
            let unknown = try await run("apps disable --app-id 78", in: stack)
            #expect(unknown.status == .code(1), "\(unknown.output)")
            let push = "apps message-push --app-id 77 --secret-file \(secret)"
            #expect(try await run(push, in: stack).status == .code(0))
            for misused in ["apps", "apps add", "apps add --app-id", "apps nothing", "users show"] {
                let refused = try await run(misused, in: stack)
                #expect(
                    refused.status == .code(2) && refused.output.contains("usage"),
                    "\(misused)"
                )
            }
        }

        @Test("users are shown, banned and let in again; sessions are revoked")
        func users() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("ida", to: stack)
            let uid = try await uid(of: visitor)
            let shown = try await run("users show \(uid)", in: stack)
            #expect(shown.output.contains(#""uid":\#(uid)"#), "\(shown.output)")
            let set = try await run("users set \(uid) --is-face 1", in: stack)
            #expect(set.output.contains(#""is_face":true"#), "\(set.output)")
            let sessions = try await run("sessions list \(uid)", in: stack)
            let sid = try #require(sessions.output.split(separator: " ").first)
            #expect(try await run("sessions revoke \(sid)", in: stack).status == .code(0))
            try await eventually(within: 2, "the token is refused") { try await isRefused(visitor) }

            let again = try await Visitor.logIn("ida", to: stack)
            let banned = try await run("users ban \(uid) --reason test", in: stack)
            #expect(banned.output.contains("1 sessions ended"), "\(banned.output)")
            try await eventually(within: 2, "the token is refused") { try await isRefused(again) }
            let code = try await Visitor.loginCode(of: "ida", in: stack)
            #expect(try await stack.gateway.get("/api/login/?code=\(code)").code == -3)
            #expect(try await run("users unban \(uid)", in: stack).status == .code(0))
            let free = try await Visitor.logIn("ida", to: stack)
            #expect(try await run("users delete \(uid)", in: stack).status == .code(0))
            try await eventually(within: 2, "the token is refused") { try await isRefused(free) }
            let gone = try await run("users show \(uid)", in: stack)
            #expect(gone.status == .code(1) && gone.output.contains("unknown"), "\(gone.output)")
        }

        @Test("the database is copied and checked while it is used, and never over another file")
        func backup() async throws {
            let stack = try runningStack()
            let copy = stack.home.file("copy.sqlite")
            let made = try await run("backup \(copy)", in: stack)
            #expect(made.status == .code(0) && made.output.contains("sound"), "\(made.output)")
            let again = try await run("backup \(copy)", in: stack)
            #expect(again.status == .code(1) && again.output.contains("exists"), "\(again.output)")
            #expect(try await run("backup", in: stack).status == .code(2))
            let verdict = try await run("verify", in: stack)
            #expect(verdict.status == .code(0) && verdict.output == "clean\n", "\(verdict.output)")
        }

        @Test("data keys are changed while everything runs, and nobody notices")
        func dataKeys() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("kim", to: stack)
            let file = stack.home.file("data.key")
            let old = try stack.key("data.key")
            let new = "k2:" + Base64.encode(Bytes((0..<32).map { _ in UInt8.random(in: 0...255) }))
            for keys in ["\(new),\(old)", new] {
                try TextFile.write("\(keys)\n", to: file)
                try await stack.kill(.auth)
                try await stack.start(.auth)
                #expect(try await isRefused(visitor) == false)
                _ = try await Visitor.logIn("kim", to: stack)
                let done = try await run("reencrypt", in: stack)
                #expect(done.status == .code(0), "\(done.output)")
                #expect(done.output.contains("the older ones can go"))
            }
        }
    }
}
