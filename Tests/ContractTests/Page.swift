import FoundationEssentials
import HTTP
import JSON
import Processes
import TestKit
import Testing

/// A page of `docs/api`, with its tour: lines to paste, and what comes back.
struct Page {
    let name: String
    private let tour: [Substring]

    /// Reads `docs/api/<name>.md`.
    init(_ name: String) throws {
        let here = URL(filePath: #filePath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try TextFile.read(root.appending(path: "docs/api/\(name).md").path)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        self.name = name
        tour = Array(lines.drop { $0 != "## A tour" })
    }

    /// What is to be pasted into a shell.
    var commands: String { block("sh").joined(separator: "\n") }

    /// What is said to come back, one JSON text a line.
    var answers: [JSONValue] {
        get throws { try block("json").map { try JSON.parse(Array($0.utf8)) } }
    }

    /// The first block of a kind.
    private func block(_ kind: String) -> [Substring] {
        Array(tour.drop { $0 != "```\(kind)" }.dropFirst().prefix { $0 != "```" })
    }

    /// Pastes the tour into a shell that finds this stack; the lines of JSON that come out.
    func pasteTour(at stack: Stack) async throws -> [JSONValue] {
        let script =
            commands
            .replacing("127.0.0.1:8080", with: "127.0.0.1:\(stack.port)")
            .replacing("127.0.0.1:8090", with: "127.0.0.1:\(stack.port + 10)")
        let file = stack.home.file("tour-\(name).sh")
        try TextFile.write("set -eu\n" + script, to: file)
        let shell = try await TestProcess.start(
            "/bin/bash",
            arguments: [file],
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            ],
            output: stack.home.file("tour-\(name).out")
        )
        #expect(try await shell.exit(within: 30) == .code(0), "\(shell.output)")
        return try shell.output.split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
    }
}

extension JSONValue {
    /// Whether this came back where a page says `shown`: … stands for any text, a number that is
    /// as great as our ids for any such number.
    func isShown(as shown: JSONValue) -> Bool {
        switch (self, shown) {
        case (.string(let text), .string(let pattern)):
            pattern.contains("…") || text.utf8.elementsEqual(pattern.utf8)
        case (.integer(let number), .integer(let other)):
            number == other || min(number, other) > 1 << 40
        case (.array(let values), .array(let others)):
            values.count == others.count
                && zip(values, others).allSatisfy { $0.isShown(as: $1) }
        case (.object(let object), .object(let other)):
            object.members.map(\.name) == other.members.map(\.name)
                && zip(object.members, other.members)
                    .allSatisfy { $0.value.isShown(as: $1.value) }
        default: self == shown
        }
    }
}
