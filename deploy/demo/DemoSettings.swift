/// Where the stack is that the demo plays with.
struct DemoSettings: Sendable {
    let home: String
    let gateway: Int
    let size: DemoSize
    var sandbox: Int { gateway + 10 }

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
        gateway = port
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
