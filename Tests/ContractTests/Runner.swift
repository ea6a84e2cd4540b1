import FoundationEssentials
import Glibc
import JSON
import Processes
import TestKit
import Testing

/// `kumquat-stack`, as a person starts it.
final class Runner: Sendable {
    let home: TemporaryDirectory
    let firstPort: Int
    let process: TestProcess
    /// What its tour and the commands beside it need.
    let environment: [String: String]

    /// Returns when the tour has been printed.
    static func start() async throws -> Runner {
        let runner = try await Runner(home: TemporaryDirectory(), port: FreePorts.block())
        try await runner.waitForLine(containing: "api/query_balance")
        return runner
    }

    init(
        home: TemporaryDirectory,
        port: Int,
        arguments: [String] = [],
        settings: [String: String] = [:]
    ) async throws {
        self.home = home
        firstPort = port
        environment = [
            "KUMQUAT_HOME": home.file("var"), "KUMQUAT_PORT": "\(port)",
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
        process = try await TestProcess.start(
            "kumquat-stack",
            arguments: arguments,
            environment: environment.merging(settings) { $1 },
            output: home.file("runner-\(port).out")
        )
    }

    /// Waits until a line that holds `text` has been printed `count` times.
    func waitForLine(
        containing text: String,
        count: Int = 1,
        within seconds: Double = 60
    ) async throws {
        try await eventually(within: seconds, "the runner says \"\(text)\"") {
            let lines = process.output.split(separator: "\n")
            if let status = process.status {
                throw NeverHappened(description: "the runner ended with \(status): \(lines)")
            }
            return lines.count { $0.contains(text) } >= count
        }
    }

    /// Whether every port of the stack can be bound.
    var portsAreFree: Bool { (0...11).allSatisfy { BoundSocket.isFree(firstPort + $0) } }

    /// Runs what is printed as the tour in a shell; the lines of JSON that come out.
    func pasteTour() async throws -> [JSONValue] {
        let printed = process.output.split(separator: "\n", omittingEmptySubsequences: false)
        let tour = printed.drop { !$0.contains("A tour") }.dropFirst()
        let script = home.file("tour.sh")
        try TextFile.write(tour.filter { $0.hasPrefix("  ") }.joined(separator: "\n"), to: script)
        let output = home.file("tour-\(UInt64.random(in: 0...UInt64.max)).out")
        let shell = try await TestProcess.start(
            "/bin/bash",
            arguments: [script],
            environment: environment,
            output: output
        )
        #expect(try await shell.exit(within: 30) == .code(0), "\(shell.output)")
        return shell.output.split(separator: "\n").compactMap { try? JSON.parse(Array($0.utf8)) }
    }

    /// The process id of a child of the runner.
    func child(_ member: StackMember) throws -> Int32 {
        try #require(try child(named: member.executable), "\(member.rawValue) is not running")
    }

    /// The same by its executable; nil while it does not run.
    func child(named executable: String) throws -> Int32? {
        let children = try TextFile.read("/proc/\(process.id)/task/\(process.id)/children")
        let child = children.split(separator: " ").first { child in
            let words = (try? TextFile.read("/proc/\(child)/cmdline")) ?? ""
            return words.split(separator: "\0").first?.hasSuffix("/\(executable)") == true
        }
        return child.flatMap { Int32($0) }
    }
}
