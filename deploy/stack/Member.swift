import Processes

/// One process of the stack: what it is called and where it answers.
struct Member {
    let name: String
    let port: Int
    /// Where it answers its operator, when that is another port.
    let operationsPort: Int?
    let executable: String
    /// The Unix socket at which `/readyz` answers.
    let readinessSocket: String
    let log: LogFile
    let environment: [String: String]

    var address: String { "http://127.0.0.1:\(port)" }
    var ports: [Int] { [port] + (operationsPort.map { [$0] } ?? []) }

    /// In the order in which they are started: who is asked at the start comes first, the door last.
    static func all(of settings: StackSettings) -> [Member] {
        var members = [
            Member("auth", port: 1, of: settings),
            Member("points", port: 2, of: settings),
            Member("treasure", port: 3, of: settings),
            Member("commerce", port: 4, of: settings),
            Member("gateway", port: 0, operationsPort: 9, readiness: "gateway-ops", of: settings),
        ]
        // In production it has an address of its own, without which it is left out.
        if settings.hasConsole {
            members.insert(Member("console", port: 11, of: settings), at: members.count - 1)
        }
        if settings.kind == .sandbox {
            members.insert(Member("sandbox", port: 10, of: settings), at: 0)
        }
        return members
    }

    private init(
        _ name: String,
        port: Int,
        operationsPort: Int? = nil,
        readiness socket: String? = nil,
        of settings: StackSettings
    ) {
        self.name = name
        self.port = settings.port + port
        self.operationsPort = operationsPort.map { settings.port + $0 }
        executable = "\(Executables.directory)/kumquat-\(name)"
        readinessSocket = "\(settings.home)/run/\(socket ?? name).sock"
        log = LogFile(path: "\(settings.home)/log/\(name).log")
        environment = settings.environment
    }
}
