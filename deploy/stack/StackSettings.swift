/// The few settings that the runner itself needs; all others go to the processes as they are.
struct StackSettings {
    enum Kind: String { case sandbox, production }

    let kind: Kind
    /// Absolute, without a final slash.
    let home: String
    let port: Int
    /// What every process is started with.
    private(set) var environment: [String: String]
    /// How much a demo plays; no other process knows that word.
    let demoSize: String?

    static let demoSizeName = "KUMQUAT_DEMO_SIZE"

    private static let highestOffset = 13
    /// The address of a Unix socket has room for 107 octets; ours add 25 to the home's.
    private static let longestHome = 80

    init(_ environment: [String: String], workingDirectory: String) throws(Problem) {
        for name in ["KUMQUAT_LISTEN", "KUMQUAT_OPS_LISTEN"] where environment[name] != nil {
            throw Problem("\(name) is the address of one process; set KUMQUAT_PORT for all of them")
        }
        kind = try Self.kind(environment["KUMQUAT_ENV"])
        port = try Self.port(environment["KUMQUAT_PORT"])
        home = try Self.home(environment["KUMQUAT_HOME"], workingDirectory)
        demoSize = environment[Self.demoSizeName]
        self.environment = environment.filter { $0.key != Self.demoSizeName }.merging([
            "KUMQUAT_ENV": kind.rawValue, "KUMQUAT_HOME": home, "KUMQUAT_PORT": "\(port)",
        ]) { _, ours in ours }
    }

    /// Whether the console runs: always in the sandbox environment, in production where it is said
    /// under which origin.
    var hasConsole: Bool {
        kind == .sandbox || !(environment["KUMQUAT_CONSOLE_ORIGIN"] ?? "").isEmpty
    }

    /// The same for a sandbox whose time begins so many days ago, where nobody says otherwise.
    func beginning(daysAgo days: Int) -> StackSettings {
        var settings = self
        settings.environment.merge(["KUMQUAT_SANDBOX_DAYS_AGO": "\(days)"]) { given, _ in given }
        return settings
    }

    private static func kind(_ text: String?) throws(Problem) -> Kind {
        guard let text else { return .sandbox }
        guard let kind = Kind(rawValue: text) else {
            throw Problem("KUMQUAT_ENV has to be sandbox or production")
        }
        return kind
    }

    private static func port(_ text: String?) throws(Problem) -> Int {
        guard let text else { return 8080 }
        guard let port = Int(text), (1...65_535 - highestOffset).contains(port) else {
            throw Problem("KUMQUAT_PORT has to be a number from 1 to \(65_535 - highestOffset)")
        }
        return port
    }

    private static func home(_ text: String?, _ workingDirectory: String) throws(Problem) -> String
    {
        var home = text ?? "var"
        while home.hasPrefix("./") { home.removeFirst(2) }
        while home.count > 1, home.hasSuffix("/") { home.removeLast() }
        guard !home.isEmpty else { throw Problem("KUMQUAT_HOME is empty") }
        if !home.hasPrefix("/") { home = "\(workingDirectory)/\(home)" }
        guard home.utf8.count <= longestHome else {
            throw Problem(
                "KUMQUAT_HOME is too long for Unix sockets in it (\(longestHome)): \(home)"
            )
        }
        return home
    }
}
