import Testing

@testable import StackRunner

/// What the runner reads from its environment.
struct StackSettingsTests {
    @Test("without any setting: a sandbox on port 8080 in ./var")
    func defaults() throws {
        let settings = try StackSettings(["LANG": "C"], workingDirectory: "/here")
        #expect(settings.kind == .sandbox && settings.port == 8080 && settings.home == "/here/var")
        #expect(
            settings.environment == [
                "LANG": "C", "KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": "/here/var",
                "KUMQUAT_PORT": "8080",
            ]
        )
    }

    @Test("the size of a demo is for the demo alone")
    func demoSize() throws {
        let settings = try StackSettings(["KUMQUAT_DEMO_SIZE": "small"], workingDirectory: "/")
        #expect(settings.demoSize == "small")
        #expect(settings.environment["KUMQUAT_DEMO_SIZE"] == nil)
    }

    @Test("a time that begins earlier, unless somebody has said when")
    func beginning() throws {
        let name = "KUMQUAT_SANDBOX_DAYS_AGO"
        let settings = try StackSettings([:], workingDirectory: "/")
        #expect(settings.environment[name] == nil)
        #expect(settings.beginning(daysAgo: 8).environment[name] == "8")
        let given = try StackSettings([name: "3"], workingDirectory: "/")
        #expect(given.beginning(daysAgo: 8).environment[name] == "3")
    }

    @Test(
        "the home becomes an absolute path",
        arguments: [
            ("./a", "/here/a"), ("a/b/", "/here/a/b"), ("/x", "/x"), ("/x//", "/x"),
            ("././a", "/here/a"),
        ]
    )
    func home(_ given: String, _ expected: String) throws {
        let settings = try StackSettings(["KUMQUAT_HOME": given], workingDirectory: "/here")
        #expect(settings.home == expected)
    }

    @Test(
        "what cannot be meant is refused, by name",
        arguments: [
            ("KUMQUAT_ENV", "staging"), ("KUMQUAT_ENV", ""), ("KUMQUAT_PORT", "0"),
            ("KUMQUAT_PORT", "65526"), ("KUMQUAT_PORT", "8080x"), ("KUMQUAT_HOME", ""),
            ("KUMQUAT_HOME", "/" + String(repeating: "long", count: 20)),
            ("KUMQUAT_LISTEN", "tcp:127.0.0.1:1"), ("KUMQUAT_OPS_LISTEN", "tcp:127.0.0.1:1"),
        ]
    )
    func refused(_ name: String, _ value: String) {
        let problem = #expect(throws: Problem.self) {
            try StackSettings([name: value], workingDirectory: "/here")
        }
        #expect(problem?.line.contains(name) == true)
    }

    @Test("production has no sandbox among its processes")
    func members() throws {
        let production = try StackSettings(["KUMQUAT_ENV": "production"], workingDirectory: "/")
        let names = Member.all(of: production).map(\.name)
        #expect(!names.contains("sandbox") && !names.contains("console"))
        let origin = [
            "KUMQUAT_ENV": "production", "KUMQUAT_CONSOLE_ORIGIN": "https://console.example.com",
        ]
        let named = try StackSettings(origin, workingDirectory: "/")
        #expect(Member.all(of: named).map(\.name).suffix(2) == ["console", "gateway"])
        let sandbox = try StackSettings([:], workingDirectory: "/here")
        let members = Member.all(of: sandbox)
        #expect(members.first?.name == "sandbox" && members.last?.name == "gateway")
        #expect(
            members.flatMap(\.ports).sorted() == [8080, 8081, 8082, 8083, 8084, 8089, 8090, 8091]
        )
    }
}
