import Glibc
import JSON
import Processes
import TestKit
import Testing

extension Contracts {
    /// `make run` without the build: the runner, its tour, and what it does when something dies.
    @Suite
    struct TourTests {
        @Test("the printed tour works as pasted; what is killed is healed; Ctrl-C ends it all")
        func tour() async throws {
            let runner = try await Runner.start()
            let first = try await runner.pasteTour()
            #expect(first.contains { $0["data"]?["is_new"] == .bool(true) }, "\(first)")
            #expect(first.last?["data"]?["balance"]?.integer == 10, "\(first)")

            for (index, member) in StackMember.allCases.enumerated() {
                kill(try runner.child(member), SIGKILL)
                try await runner.waitForLine(containing: "ready again", count: index + 1)
            }
            let second = try await runner.pasteTour()
            #expect(second.contains { $0["code"]?.integer == -2 }, "\(second)")
            #expect(second.last?["data"]?["balance"]?.integer == 10, "\(second)")

            runner.process.send(SIGINT)
            #expect(try await runner.process.exit(within: 30) == .code(0))
            #expect(runner.portsAreFree)
        }

        @Test("a second stack on the same home or the same ports is refused in one line")
        func refusesASecondOne() async throws {
            let runner = try await Runner.start()
            let sameHome = try await Runner(home: runner.home, port: FreePorts.block())
            #expect(try await sameHome.process.exit() == .code(1))
            #expect(sameHome.process.output.contains("another stack"))
            let samePort = try await Runner(home: TemporaryDirectory(), port: runner.firstPort)
            #expect(try await samePort.process.exit() == .code(1))
            #expect(samePort.process.output.contains("is in use"))
            for refused in [sameHome, samePort] {
                #expect(refused.process.output.split(separator: "\n").count == 1)
            }
        }

        @Test("nothing is left behind when the runner itself is killed")
        func runnerKilled() async throws {
            let runner = try await Runner.start()
            runner.process.send(SIGKILL)
            try await runner.process.exit()
            try await eventually(within: 5, "all processes have gone") { runner.portsAreFree }
        }
    }
}
