import FoundationEssentials
import Processes
import TestKit
import Testing

/// Public SDKs that nobody here wrote, against the real executable: `examples/python`.
@Suite struct WorkedExampleTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    @Test func worksUnchanged() async throws {
        let python = "\(Self.root)/.build/python/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "\(python) is not there; deploy/python-packages makes it, as 'make test' does"
        )
        let stack = try Stack()
        try await stack.start(.sandbox)
        let example = try await TestProcess.start(
            python,
            arguments: ["\(Self.root)/examples/python/worked_example.py"],
            environment: ["KUMQUAT_SANDBOX_URL": "http://127.0.0.1:\(stack.port + 10)"],
            output: stack.home.file("example.out")
        )
        let status = try await example.exit(within: 60)
        #expect(status == .code(0), "\(example.output)")
        #expect(example.output.hasSuffix("- all of it as at WeChat\n"))
    }
}
