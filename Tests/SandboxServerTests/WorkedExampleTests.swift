import FoundationEssentials
import Processes
import TestKit
import Testing

/// Public SDKs that nobody here wrote, against the real executable: `examples/python`.
@Suite struct WorkedExampleTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    private static func python() throws -> String {
        let python = "\(root)/.build/python/bin/python"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "\(python) is not there; deploy/python-packages makes it, as 'make test' does"
        )
        return python
    }

    private static func run(
        _ script: String,
        at stack: Stack,
        _ environment: [String: String] = [:]
    ) async throws -> TestProcess {
        let url = ["KUMQUAT_SANDBOX_URL": "http://127.0.0.1:\(stack.port + 10)"]
        let example = try await TestProcess.start(
            try python(),
            arguments: ["\(root)/examples/python/\(script)"],
            environment: url.merging(environment) { _, given in given },
            output: stack.home.file("example.out")
        )
        let status = try await example.exit(within: 60)
        #expect(status == .code(0), "\(example.output)")
        return example
    }

    @Test func worksUnchanged() async throws {
        let stack = try Stack()
        try await stack.start(.sandbox)
        let example = try await Self.run("worked_example.py", at: stack)
        #expect(example.output.hasSuffix("- all of it as at WeChat\n"))
    }

    /// The sandbox as their proxy: WeChat's names are built into them.
    @Test func sdksByTheNamesThatTheyHaveBuiltIn() async throws {
        let stack = try Stack(settings: ["KUMQUAT_SANDBOX_TLS": "1"])
        try await stack.start(.sandbox)
        let authority = try await Self.file("/sandbox/ca.pem", of: stack)
        let example = try await Self.run(
            "unchanged.py",
            at: stack,
            [
                "HTTPS_PROXY": "http://127.0.0.1:\(stack.port + 13)",
                "NO_PROXY": "127.0.0.1", "REQUESTS_CA_BUNDLE": authority,
            ]
        )
        #expect(example.output.hasSuffix("- all of it with no setting changed\n"))
    }

    /// Without a proxy, as with a line in the hosts file.
    @Test func theSandboxSpeaksTLSItself() async throws {
        let stack = try Stack(settings: ["KUMQUAT_SANDBOX_TLS": "1"])
        try await stack.start(.sandbox)
        let authority = try await Self.file("/sandbox/ca.pem", of: stack)
        for (host, isGood) in [("api.mch.weixin.qq.com", true), ("example.com", false)] {
            let curl = try await TestProcess.start(
                "/usr/bin/curl",
                arguments: [
                    "-s", "--cacert", authority, "--connect-to", "::127.0.0.1:\(stack.port + 12)",
                    "https://\(host)/v3/certificates",
                ],
                output: stack.home.file("\(host).out")
            )
            let status = try await curl.exit()
            #expect((status == .code(0)) == isGood)
            #expect(curl.output.contains(#""code":"SIGN_ERROR""#) == isGood)
        }
    }

    private static func file(_ path: String, of stack: Stack) async throws -> String {
        let place = stack.home.file("ca.pem")
        let curl = try await TestProcess.start(
            "/usr/bin/curl",
            arguments: ["-sf", "-o", place, "http://127.0.0.1:\(stack.port + 10)\(path)"],
            output: stack.home.file("curl.out")
        )
        #expect(try await curl.exit() == .code(0))
        return place
    }
}
