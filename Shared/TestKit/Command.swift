import CLinux
import Glibc

/// What to execute, ready for the spawning call.
struct Command: Sendable {
    let path: String
    let arguments: [String]
    let environment: [String]
    let output: String

    func spawn() -> Result<Int32, CannotStart> {
        let descriptor = unsafe open(output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failure(CannotStart(path: output, errno: errno)) }
        defer { close(descriptor) }
        var child: pid_t = 0
        let problem = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe clinux_spawn(path, arguments, environment, descriptor, &child)
            }
        }
        return problem == 0 ? .success(child) : .failure(CannotStart(path: path, errno: problem))
    }
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

/// An executable that could not be started.
public struct CannotStart: Error {
    /// The executable, or its output file.
    public let path: String
    /// What the kernel said.
    public let errno: Int32
}
