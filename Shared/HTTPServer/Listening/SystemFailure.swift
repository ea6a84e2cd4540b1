import Glibc

/// A system call that failed on the way to a listening socket.
struct SystemFailure: Error {
    let reason: ListenFailure.Reason

    init(_ reason: ListenFailure.Reason) {
        self.reason = reason
    }

    /// Takes `errno`.
    init() {
        reason = errno == EADDRINUSE ? .inUse : .system(errno)
    }
}

/// Throws `errno` when a system call gave a negative number.
func check(_ result: Int32) throws(SystemFailure) {
    guard result >= 0 else { throw SystemFailure() }
}
