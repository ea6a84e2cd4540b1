import Basics
import Glibc
import Processes
import TestKit
import Testing

extension Contracts {
    /// How the processes start, refuse to start, and stop.
    @Suite
    struct LifecycleTests {
        /// A second on a machine of their own; here other tests use the cores too.
        private static let stopSeconds = 3.0

        @Test("an idle process outlives SIGHUP and stops on SIGTERM at once, with status 0")
        func stopsOnRequest() async throws {
            let stack = try await Stack.start()
            for member in StackMember.allCases.reversed() {
                let process = try #require(stack.process(member))
                process.send(SIGHUP)
                process.send(SIGTERM)
                let status = try await process.exit(within: Self.stopSeconds)
                #expect(status == .code(0), "\(member.rawValue): \(process.output.suffix(500))")
            }
        }

        @Test(
            "what keeps a process from starting is one line that names it",
            arguments: [
                (.points, ["KUMQUAT_NONSENSE": "1"], "KUMQUAT_NONSENSE"),
                (.points, ["KUMQUAT_ENV": nil], "KUMQUAT_ENV"),
                (.points, ["KUMQUAT_ENV": "staging"], "KUMQUAT_ENV"),
                (.gateway, ["KUMQUAT_PORT": "eighty"], "KUMQUAT_PORT"),
                (.sandbox, ["KUMQUAT_ENV": "production"], "sandbox"),
            ] as [(StackMember, [String: String?], String)]
        )
        func refusesToStart(
            _ member: StackMember,
            _ settings: [String: String?],
            _ named: String
        ) async throws {
            let stack = try Stack()
            var environment = stack.environment
            for (name, value) in settings { environment[name] = value }
            let process = try await TestProcess.start(
                member.executable,
                environment: environment,
                output: stack.logFile(of: member)
            )
            #expect(try await process.exit() == .code(1))
            let lines = process.output.split(separator: "\n")
            #expect(lines.count == 1, "\(process.output)")
            #expect(lines.first?.contains(named) == true, "\(process.output)")
        }

        @Test("a port in use is one line that names it")
        func portInUse() async throws {
            let stack = try Stack()
            let port = stack.port + StackMember.treasure.portOffset
            let taken = try BoundSocket(port: port)
            defer { taken.close() }
            let process = try await TestProcess.start(
                StackMember.treasure.executable,
                environment: stack.environment,
                output: stack.logFile(of: .treasure)
            )
            #expect(try await process.exit() == .code(1))
            let lines = process.output.split(separator: "\n")
            #expect(lines.last?.contains("\(port)") == true, "\(process.output)")
        }
    }
}
