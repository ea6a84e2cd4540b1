import HTTP

/// Where the stack is that the demo plays with.
struct DemoSettings: Sendable {
    let home: String
    let gateway: Address
    let sandbox: Address
    let size: DemoSize

    /// What the runner tells all of its processes. Nothing is ever played in production.
    init(_ environment: [String: String]) throws(DemoProblem) {
        guard environment["KUMQUAT_ENV"] == "sandbox" else {
            throw DemoProblem("the demo plays in the sandbox environment only")
        }
        guard let home = environment["KUMQUAT_HOME"], home.hasPrefix("/"),
            let port = environment["KUMQUAT_PORT"].flatMap(Int.init)
        else {
            throw DemoProblem("kumquat-demo is started by kumquat-stack --demo")
        }
        guard let size = DemoSize(rawValue: environment["KUMQUAT_DEMO_SIZE"] ?? "full") else {
            throw DemoProblem("KUMQUAT_DEMO_SIZE has to be full or small")
        }
        self.home = home
        self.size = size
        gateway = try Self.address("GATEWAY", environment) ?? .tcp(host: "127.0.0.1", port: port)
        sandbox =
            try Self.address("SANDBOX", environment) ?? .tcp(host: "127.0.0.1", port: port + 10)
    }

    /// Where a process is found that runs in a container of its own.
    private static func address(
        _ name: String,
        _ environment: [String: String]
    ) throws(DemoProblem) -> Address? {
        let key = "KUMQUAT_DEMO_\(name)"
        guard let text = environment[key] else { return nil }
        guard let address = Address(text) else {
            throw DemoProblem("\(key) has to be tcp:host:port or unix:/path")
        }
        return address
    }

    /// How far it has come; it is never played twice on one home.
    var progressFile: String { "\(home)/demo.progress" }
}

/// Why the demo cannot go on, in one line.
struct DemoProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
