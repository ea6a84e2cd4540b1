import Basics
import Glibc
import Processes

/// `kumquat-stack`: runs all processes of Kumquat on one machine until it is told to stop.
enum StackCommand {
    private static let usage = """
        usage: kumquat-stack [--demo | --help | --version]
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
        let words = Array(arguments.dropFirst())
        if let text = Release.answer(to: words, of: "kumquat-stack", usage: usage + "\n") {
            say(String(text.dropLast()))
            return 0
        }
        guard [[], ["--demo"]].contains(words) else {
            say(usage)
            return 2
        }
        let wantsDemo = !words.isEmpty
        let signals = StopSignals()
        do throws(Problem) {
            let settings = try StackSettings(environment, workingDirectory: workingDirectory)
            let demo = wantsDemo && settings.kind == .sandbox ? Demo(settings) : nil
            let home = try Home(path: settings.home)
            defer { home.unlock() }
            // What is played has a past: the clock begins before it, and ends at the present.
            let beginning =
                demo?.isFirst == true ? settings.beginning(daysAgo: Demo.days) : settings
            let members = Member.all(of: beginning)
            let door = try takePorts(members, settings)
            say("kumquat (\(settings.kind.rawValue)), data in \(settings.home)")
            var supervisor = Supervisor(
                members,
                door: door,
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

    /// Who connects while the gateway is not there waits: as many as its own socket would have.
    private static let waiting: Int32 = 4096

    /// Looks whether all are free, and keeps the gateway's, which it is handed at each of its
    /// starts: nobody is refused while it is started again.
    private static func takePorts(
        _ members: [Member],
        _ settings: StackSettings
    ) throws(Problem) -> BoundSocket {
        for member in members {
            for port in member.ports where !BoundSocket.isFree(port) {
                throw taken(port, member.name)
            }
        }
        do throws(PortTaken) {
            return try BoundSocket(port: settings.port, backlog: waiting)
        } catch {
            throw taken(error.port, "gateway")
        }
    }

    private static func taken(_ port: Int, _ name: String) -> Problem {
        Problem("port \(port) (\(name)) is in use; KUMQUAT_PORT=18080 make run takes others")
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
