import FoundationEssentials
import Testing

@testable import StackRunner

/// When the demo is played.
struct DemoTests {
    @Test(
        "on an empty home, and on one where it was broken off; never where somebody was",
        arguments: [
            ([], true), (["auth.sqlite"], false), (["auth.sqlite", "demo.progress"], true),
        ] as [([String], Bool)]
    )
    func homes(_ files: [String], _ isPlayed: Bool) throws {
        let place = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        let home = "\(place)/demo-\(UInt32.random(in: 0...9_999_999))"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        for file in files { try Data().write(to: URL(filePath: "\(home)/\(file)")) }
        let settings = try StackSettings(["KUMQUAT_HOME": home], workingDirectory: "/")
        let demo = Demo(settings)
        #expect((demo != nil) == isPlayed)
        // Only a stack that is new begins in the past.
        #expect((demo?.isFirst ?? false) == files.isEmpty)
    }
}
