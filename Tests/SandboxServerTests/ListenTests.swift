import HTTP
import HTTPClient
import JSON
import Processes
import TestKit
import Testing

/// `listen` and `trigger` as people type them, beside a sandbox that runs.
@Suite struct ListenTests {
    @Test func aTriggeredCallbackIsPrintedAndForwarded() async throws {
        let stack = try Stack()
        try await stack.start(.sandbox)
        let base = "http://127.0.0.1:\(stack.port + 10)"
        // Addresses of the sandbox itself that nothing is at: it notes what comes there.
        let (told, copied) = ("\(base)/v3/told", "\(base)/v3/copied")
        let listening = try await TestProcess.start(
            "kumquat-sandbox",
            arguments: ["listen", "--forward-to", copied],
            environment: stack.environment,
            output: stack.home.file("listen.out")
        )
        try await eventually("it listens") { listening.output.contains("listening") }
        let made = try await TestProcess.start(
            "kumquat-sandbox",
            arguments: ["trigger", "payment.success", "--notify-url", told],
            environment: stack.environment,
            output: stack.home.file("trigger.out")
        )
        #expect(try await made.exit() == .code(0))
        #expect(made.output.hasPrefix("payment.success TRIGGER"))
        #expect(made.output.contains("→ \(told): 404"))
        try await eventually("it was forwarded") { listening.output.contains("→ \(copied): 404") }
        #expect(listening.output.contains("<- 404 POST \(told)"))
        let client = stack.client(of: .sandbox)
        var bodies: [String?] = []
        for name in ["told", "copied"] {
            let list = try await client.get("/sandbox/requests?kind=unknown&path=/v3/\(name)").json
            let id = try #require(list?["requests"]?.array?.first?["id"]?.integer)
            let whole = try await client.get("/sandbox/requests/\(id)").json
            bodies.append(whole?["request"]?["body"]?.string)
        }
        #expect(bodies[0]?.contains("TRANSACTION.SUCCESS") == true)
        #expect(bodies[0] == bodies[1])
        #expect(listening.status == nil)
    }

    @Test(arguments: [["trigger", "payment"], ["listen", "--x"], ["trigger"]])
    func misused(_ arguments: [String]) async throws {
        let directory = try TemporaryDirectory()
        let process = try await TestProcess.start(
            "kumquat-sandbox",
            arguments: arguments,
            environment: ["KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": directory.path],
            output: directory.file("out")
        )
        #expect(try await process.exit() == .code(2))
        #expect(process.output.hasPrefix("usage: kumquat-sandbox "))
    }

    @Test func nobodyRuns() async throws {
        let directory = try TemporaryDirectory()
        let process = try await TestProcess.start(
            "kumquat-sandbox",
            arguments: ["trigger", "payment.success"],
            environment: ["KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": directory.path],
            output: directory.file("out")
        )
        #expect(try await process.exit() == .code(1))
        #expect(process.output.contains("no sandbox runs at unix:"))
    }
}
