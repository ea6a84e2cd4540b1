import Processes
import TestKit
import Testing

extension Contracts {
    /// The client for mini-programs and the sample that uses it, against the real executables.
    @Suite
    struct ClientTests {
        @Test("two people walk through all pages of the sample, and every call is made")
        func walk() async throws {
            // Two fast people, who look again and again: the limit of one phone is not the point.
            let runner = try await Runner(
                home: TemporaryDirectory(),
                port: FreePorts.block(),
                settings: ["KUMQUAT_RATE_PER_SECOND": "1000", "KUMQUAT_RATE_BURST": "1000"]
            )
            try await runner.waitForLine(containing: "api/query_balance")
            let key = try TextFile.read(runner.home.file("var/admin.key"))
            let local = "http://127.0.0.1"
            let walk = try await TestProcess.start(
                "/usr/bin/env",
                arguments: ["node", "\(APIDescription.root)/Tests/Client/walk.js"],
                environment: [
                    "PATH": runner.environment["PATH"] ?? "",
                    "GATEWAY": "\(local):\(runner.firstPort)",
                    "SANDBOX": "\(local):\(runner.firstPort + 10)",
                    "ADMIN_KEY": key.split(separator: "\n").first.map(String.init) ?? "",
                ],
                output: runner.home.file("walk.out")
            )
            #expect(try await walk.exit(within: 120) == .code(0), "\(walk.output)")
            #expect(walk.output.contains("walked: "), "\(walk.output)")
        }
    }
}
