import Glibc
public import Processes
import Loops

/// A real executable, run for a test. It is killed when the test lets go of it, or dies itself.
public final class TestProcess: Sendable {
    /// The process id.
    public let id: Int32
    /// The executable's name.
    public let name: String
    private let outputFile: String
    private let ended: Ended

    /// Holds the status apart, so that the waiting thread does not keep the process alive.
    private final class Ended: Sendable {
        let status = Locked<ExitStatus?>(nil)
    }

    /// Starts the executable `name` that was built beside the tests, or one at an absolute path,
    /// with `arguments`. The `environment` is all that the child gets, nothing is inherited; its
    /// standard output and error are appended to the file `output`.
    public static func start(
        _ name: String,
        arguments: [String] = [],
        environment: [String: String] = [:],
        output: String
    ) async throws(CannotStart) -> TestProcess {
        let path = name.hasPrefix("/") ? name : "\(Executables.directory)/\(name)"
        let ended = Ended()
        let command = Command(
            path: path,
            arguments: arguments,
            environment: environment,
            output: output
        )
        let result: Result<Int32, CannotStart> = await withCheckedContinuation { continuation in
            ChildThread.start {
                let result = Result { () throws(CannotStart) in try command.start() }
                continuation.resume(returning: result)
                guard case .success(let id) = result else { return }
                wait(for: id, noting: ended)
            }
        }
        return TestProcess(id: try result.get(), name: name, outputFile: output, ended: ended)
    }

    private static func wait(for id: Int32, noting ended: Ended) {
        // Leaves the zombie, so that the id stays ours until the lock is taken.
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {
        }
        ended.status.withLock { status in
            var word: Int32 = 0
            _ = unsafe waitpid(id, &word, 0)
            status = ExitStatus(waitStatus: word)
        }
    }

    private init(id: Int32, name: String, outputFile: String, ended: Ended) {
        self.id = id
        self.name = name
        self.outputFile = outputFile
        self.ended = ended
    }

    deinit {
        send(SIGKILL)
    }

    /// Sends a signal, unless the process has ended.
    public func send(_ signal: Int32) {
        ended.status.withLock { status in
            if status == nil { _ = Glibc.kill(id, signal) }
        }
    }

    /// How it ended; `nil` while it runs.
    public var status: ExitStatus? { ended.status.withLock { $0 } }

    /// Waits for its end.
    /// - Throws: `NeverHappened` when it still runs after `seconds`.
    @discardableResult
    public func exit(within seconds: Double = 10) async throws -> ExitStatus {
        var last: ExitStatus?
        try await eventually(within: seconds, "\(name) ends") {
            last = status
            return last != nil
        }
        guard let last else { throw NeverHappened(description: "\(name) ends") }
        return last
    }

    /// What stands in its output file so far.
    public var output: String { (try? TextFile.read(outputFile)) ?? "" }
}
