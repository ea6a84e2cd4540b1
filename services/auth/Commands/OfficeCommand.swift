import Admin
import Basics
import JSON
import Loops
import ServiceKit
import Storage

/// A command that does what the back office does, on the file of a process that may be running.
enum OfficeCommand {
    /// The words are not understood.
    struct Misused: Error {}

    /// Runs `work` with the service of this file, and says in a line what went wrong.
    static func make(
        _ name: String,
        _ summary: String,
        usage: String,
        _ work: @escaping @Sendable (AuthService, Words) async throws -> Void
    ) -> Command {
        Command(name, summary, usage: { _ in usage }) { start, arguments in
            guard let words = Words(arguments) else {
                print(usage)
                return 2
            }
            let auth = try await AuthService(start)
            let status: Int32
            do {
                try await work(auth, words)
                status = 0
            } catch is Misused {
                print(usage)
                status = 2
            } catch {
                print("kumquat-auth: \(name): \(reason(error))")
                status = 1
            }
            await auth.database.file.close()
            return status
        }
    }

    /// Who is at the keyboard, for the trail.
    static var who: AdminAction { who(because: "") }

    /// The same, with a reason.
    static func who(because reason: String) -> AdminAction {
        let environment = OwnProcess.environment()
        let name = environment["SUDO_USER"] ?? environment["USER"] ?? "?"
        return AdminAction(command: "command line (\(name))", reason: reason)
    }

    /// A secret: the only line of `--secret-file`, or of standard input, where no process list shows
    /// it.
    static func secret(_ words: Words) throws -> Secret<String> {
        if let path = words.text("--secret-file") { return Secret(try line(ofFile: path)) }
        guard let line = readLine(), !line.isEmpty else { throw Misused() }
        // Two lines are two secrets, or the wrong file.
        guard OwnProcess.isTyped() || readLine() == nil else { throw Misused() }
        return Secret(line)
    }

    /// The only line of a file.
    static func line(ofFile path: String) throws -> String {
        let text = String(decoding: try SmallFile.read(path), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count == 1 else { throw Misused() }
        return String(lines[0])
    }

    static func show(_ value: some Encodable) throws {
        print(String(decoding: try JSONOutput.encode(value), as: UTF8.self))
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let failure as Failure<AppRefusal>: words(of: failure)
        case let failure as Failure<UserRefusal>: words(of: failure)
        case let failure as Failure<SessionRefusal>: words(of: failure)
        default: "\(error)"
        }
    }

    private static func words<Refusal>(of failure: Failure<Refusal>) -> String {
        switch failure {
        case .refused(let refusal): "refused: \(refusal)"
        case .unavailable: "not possible for the moment"
        case .fault: "failed; the log says why"
        }
    }
}
