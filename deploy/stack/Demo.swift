import Glibc
import Processes

/// The program that fills an empty stack with orders, tasks, people and money, in the background. It is
/// started once and never again when it ends; a stack that was filled stays as it is.
struct Demo {
    /// Its week and a day, so that all of it is over before the present.
    static let days = 8

    private let command: Command
    /// Whether nothing of it was played yet.
    let isFirst: Bool
    /// While it runs.
    private(set) var id: Int32?

    /// Nil where there is nothing to be filled: somebody has used this home, or it is done.
    init?(_ settings: StackSettings) {
        let progress = "\(settings.home)/demo.progress"
        let wasUsed = Self.exists("\(settings.home)/auth.sqlite")
        if wasUsed, !Self.exists(progress) { return nil }
        isFirst = !wasUsed
        command = Command(
            path: "\(Executables.directory)/kumquat-demo",
            environment: settings.environment.merging(
                settings.demoSize.map { [StackSettings.demoSizeName: $0] } ?? [:]
            ) { $1 },
            // Its lines are for the person at the terminal.
            output: "/dev/stdout"
        )
    }

    private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Begins, or goes on where it was broken off. Without it the stack is as good.
    mutating func start() {
        do throws(CannotStart) {
            id = try command.start()
        } catch {
            say("demo: cannot start \(error)")
        }
    }

    /// Whether it is this one that has ended.
    mutating func noteEnd(of ended: Int32) -> Bool {
        guard ended == id else { return false }
        id = nil
        return true
    }

    /// Breaks it off.
    func stop() {
        if let id { kill(id, SIGKILL) }
    }
}
