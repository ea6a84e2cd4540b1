import Basics
import Processes
import TestKit
import Testing

/// What every executable says of itself to somebody who has set nothing yet.
@Suite struct HelpTests {
    /// Every executable that Package.swift makes.
    private static func executables() throws -> [String] {
        let package = try TextFile.read("\(APIDescription.root)/Package.swift")
        let names = package.split(separator: "\"").filter { $0.hasPrefix("kumquat-") }
        return Set(names.map(String.init)).sorted()
    }

    /// What it says, without a single setting.
    private static func run(_ words: [String], in directory: TemporaryDirectory) async throws
        -> String
    {
        let process = try await TestProcess.start(
            words[0],
            arguments: Array(words.dropFirst()),
            environment: [:],
            output: directory.file(words.joined(separator: "-"))
        )
        let status = try await process.exit(within: 30)
        #expect(status == .code(0), "\(words): \(process.output)")
        return process.output
    }

    /// The commands that stand in a usage: the words before any option or argument.
    private static func commands(in usage: String) -> Set<[String]> {
        let calls = usage.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix("kumquat-") }
            .map { line in line.firstRange(of: "  ").map { line[..<$0.lowerBound] } ?? line }
        let commands = calls.map { call in
            call.split(separator: " ").prefix { word in
                !word.hasPrefix("-") && word.allSatisfy { $0.isLowercase || $0 == "-" }
            }
        }
        return Set(commands.filter { $0.count > 1 }.map { $0.map(String.init) })
    }

    @Test("--help and --version need no setting, of an executable or of any command of it")
    func withoutSettings() async throws {
        let directory = try TemporaryDirectory()
        let executables = try Self.executables()
        #expect(executables.count >= 9, "\(executables)")
        var asked = 0
        for executable in executables {
            var waiting: Set<[String]> = [[executable]]
            var seen: Set<[String]> = []
            while let words = waiting.popFirst() {
                seen.insert(words)
                let help = try await Self.run(words + ["--help"], in: directory)
                #expect(help.hasPrefix("usage:"), "\(words): \(help)")
                #expect(help.contains(words.prefix(2).joined(separator: " ")), "\(help)")
                let version = try await Self.run(words + ["--version"], in: directory)
                #expect(version == "\(executable) \(Release.version)\n", "\(words)")
                waiting.formUnion(Self.commands(in: help).subtracting(seen))
                asked += 1
            }
        }
        // `apps`, `merchants` and the like have commands of their own.
        #expect(asked > 50)
    }
}
