/// Where the stack is that the demo plays with.
struct DemoSettings: Sendable {
    let home: String
    let gateway: Int
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
        self.home = home
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
