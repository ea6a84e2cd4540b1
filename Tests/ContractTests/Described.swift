import Basics
import JSON
import Processes
import TestKit
import Testing

/// What a process prints with `describe`, without any setting.
func described(_ member: StackMember) async throws -> [JSONValue] {
    let directory = try TemporaryDirectory()
    let output = directory.file("described.json")
    let process = try await TestProcess.start(
        member.executable,
        arguments: ["describe"],
        environment: [:],
        output: output
    )
    #expect(try await process.exit(within: 30) == .code(0))
    let text = try TextFile.read(output)
    return try #require(try JSON.parse(Bytes(text.utf8))["endpoints"]?.array)
}
