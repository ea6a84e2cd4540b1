import Glibc

/// Listening sockets that a service manager hands over (`sd_listen_fds(3)`): they outlive the
/// process, so that a restart loses no connection.
enum InheritedSockets {
    private static let first: Int32 = 3
    private static let most: Int32 = 64

    /// The descriptors, when they are meant for this process.
    static func all() -> [Int32] {
        guard number("LISTEN_PID") == getpid(), let count = number("LISTEN_FDS"),
            count > 0, count <= most
        else { return [] }
        let descriptors = Array(first..<(first + count))
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return descriptors
    }

    private static func number(_ name: String) -> Int32? {
        guard let text = unsafe getenv(name) else { return nil }
        return Int32(unsafe String(cString: text))
    }
}
