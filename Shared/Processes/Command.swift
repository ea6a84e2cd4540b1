import CLinux
import Glibc

/// What to execute, ready to be started.
public struct Command: Sendable {
    private let path: String
    private let arguments: [String]
    private let environment: [String]
    private let output: String
    private let socket: Int32?

    /// The executable at `path` with `arguments` after its name and exactly this `environment`;
    /// its standard output and error are appended to the file `output`, made with mode 0600. A
    /// listening `socket` is handed over as service managers do (`sd_listen_fds(3)`).
    public init(
        path: String,
        arguments: [String] = [],
        environment: [String: String],
        output: String,
        socket: Int32? = nil
    ) {
        var environment = environment
        if socket != nil {
            environment["LISTEN_FDS"] = "1"
            // The child writes its own over it.
            environment["LISTEN_PID"] = String(repeating: " ", count: 10)
        }
        self.socket = socket
        self.path = path
        self.arguments = [path] + arguments
        self.environment = environment.map { "\($0.key)=\($0.value)" }
        self.output = output
    }

    /// Starts it in a process group of its own and returns its process id, which the caller has to
    /// wait for. The kernel kills it when the *thread* that called this ends.
    /// - Throws: `CannotStart` when the output or the executable cannot be opened.
    public func start() throws(CannotStart) -> Int32 {
        let descriptor = unsafe open(output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CannotStart(path: output, errno: errno) }
        defer { close(descriptor) }
        var child: pid_t = 0
        let problem = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe clinux_spawn(
                    path,
                    arguments,
                    environment,
                    descriptor,
                    socket ?? -1,
                    &child
                )
            }
        }
        guard problem == 0 else { throw CannotStart(path: path, errno: problem) }
        return child
    }
}

/// An executable that could not be started.
public struct CannotStart: Error, CustomStringConvertible {
    /// The executable, or its output file.
    public let path: String
    /// What the kernel said.
    public let errno: Int32

    /// The path and the reason in words.
    public var description: String { unsafe "\(path): \(String(cString: strerror(errno)))" }
}

/// A null-terminated array of C strings, valid during `body`.
private func withCStrings<Value>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
    let pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("it holds the final nil") }
        return unsafe body(base)
    }
}
