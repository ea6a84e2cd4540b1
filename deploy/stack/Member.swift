import Processes

/// One process of the stack: what it is called and where it answers.
struct Member {
    let name: String
    let port: Int
    let executable: String
    /// The Unix socket at which `/readyz` answers.
    let readinessSocket: String
    let log: LogFile
    let environment: [String: String]

    var address: String { "http://127.0.0.1:\(port)" }

    /// In the order in which they are started: who is asked at the start comes first, the door last.
    static func all(of settings: StackSettings) -> [Member] {
        var members = [
            Member("auth", at: 1, settings),
            Member("points", at: 2, settings),
            Member("treasure", at: 3, settings),
            Member("commerce", at: 4, settings),
            Member("gateway", at: 0, socket: "gateway-ops", settings),
        ]
        if settings.kind == .sandbox {
            members.insert(Member("sandbox", at: 10, settings), at: 0)
        }
        return members
    }

    private init(
        _ name: String,
        at offset: Int,
        socket: String? = nil,
        _ settings: StackSettings
    ) {
        self.name = name
        port = settings.port + offset
        executable = "\(Executables.directory)/kumquat-\(name)"
        readinessSocket = "\(settings.home)/run/\(socket ?? name).sock"
        log = LogFile(path: "\(settings.home)/log/\(name).log")
        environment = settings.environment
    }
}
