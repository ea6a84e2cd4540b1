import Glibc
import Processes

/// `kumquat-stack`: runs all processes of Kumquat on one machine until it is told to stop.
enum StackCommand {
    private static let usage = """
        usage: kumquat-stack [--demo]
        Starts every process of Kumquat, restarts one that dies, and stops them all on Ctrl-C.
          --demo        fills an empty home with merchants, a week of orders, tasks, people and
                        money, as phones would; in the sandbox environment only. Until that is done
                        its clock shows the days that are played.
          KUMQUAT_ENV   sandbox (default) or production
          KUMQUAT_HOME  where the data lives, ./var by default
          KUMQUAT_DEMO_SIZE  full (default), or small: a tenth of it
          KUMQUAT_PORT  the gateway's port, 8080 by default; the others follow it
        """

    /// The code to exit with: 0 after a clean stop, 1 when something went wrong, 2 when the
    /// arguments were.
    static func run(
        arguments: [String],
        environment: [String: String],
        workingDirectory: String
    ) -> Int32 {
        guard [[], ["--demo"]].contains(Array(arguments.dropFirst())) else {
            say(usage)
            return arguments.dropFirst() == ["--help"] ? 0 : 2
        }
        let wantsDemo = arguments.count > 1
        let signals = StopSignals()
        do throws(Problem) {
            let settings = try StackSettings(environment, workingDirectory: workingDirectory)
            let demo = wantsDemo && settings.kind == .sandbox ? Demo(settings) : nil
            let home = try Home(path: settings.home)
            defer { home.unlock() }
            // What is played has a past: the clock begins before it, and ends at the present.
            let members = Member.all(
                of: demo?.isFirst == true ? settings.beginning(daysAgo: Demo.days) : settings
            )
            try checkPorts(members)
            say("kumquat (\(settings.kind.rawValue)), data in \(settings.home)")
            var supervisor = Supervisor(
                members,
                signals: signals,
                tour: Tour(settings),
                demo: demo
            )
            return supervisor.run()
        } catch {
            say("kumquat: \(error.line)")
            return 1
        }
    }

    private static func checkPorts(_ members: [Member]) throws(Problem) {
        for member in members {
            for port in member.ports where !BoundSocket.isFree(port) {
                throw Problem(
                    "port \(port) (\(member.name)) is in use; "
                        + "KUMQUAT_PORT=18080 make run takes others"
                )
            }
        }
    }
}

/// What keeps the stack from running, in one line for the person who started it.
struct Problem: Error {
    let line: String
    init(_ line: String) { self.line = line }
}

/// Writes one line for the person at the terminal, at once: it may be a pipe.
func say(_ line: String) {
    var octets = Array("\(line)\n".utf8)[...]
    while !octets.isEmpty {
        let written = unsafe octets.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
        guard written > 0 else { return }
        octets.removeFirst(written)
    }
}
