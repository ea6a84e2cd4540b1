import Glibc
import Loops

/// The path of a Unix socket and the lock beside it (`<path>.lock`). The lock tells a socket that
/// somebody serves from one that a killed process left behind; the socket is bound under a
/// temporary name and renamed when it listens, so that nobody finds it before.
struct UnixSocketFile {
    private let path: String
    private let lock: Int32

    private var temporaryPath: String { path + ".new" }
    private static func lockPath(_ path: String) -> String { path + ".lock" }

    /// Takes the lock; `inUse` when another process holds it, and goes on holding it for a second: one
    /// that was here before may be in its last moments.
    static func claim(_ path: String) throws(SystemFailure) -> UnixSocketFile {
        for _ in 0..<20 {
            do throws(SystemFailure) {
                return try claimNow(path)
            } catch {
                guard error.reason == .inUse else { throw error }
                usleep(50_000)
            }
        }
        return try claimNow(path)
    }

    private static func claimNow(_ path: String) throws(SystemFailure) -> UnixSocketFile {
        // The lock's file is removed at the end, so what was opened may be gone by the time it
        // is locked: then try again.
        for _ in 0..<8 {
            let lock = unsafe open(lockPath(path), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            try check(lock)
            guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
                let isHeld = errno == EWOULDBLOCK
                let failure = SystemFailure()
                close(lock)
                throw isHeld ? SystemFailure(.inUse) : failure
            }
            if isSameFile(lock, lockPath(path)) { return UnixSocketFile(path: path, lock: lock) }
            close(lock)
        }
        throw SystemFailure(.inUse)
    }

    /// Binds under the temporary name.
    func bind(_ descriptor: Int32) throws(SystemFailure) {
        guard let address = SocketAddress(unixPath: temporaryPath) else {
            throw SystemFailure(.pathTooLong)
        }
        unsafe unlink(temporaryPath)
        try check(unsafe address.withSockaddr { unsafe Glibc.bind(descriptor, $0, $1) })
    }

    /// Puts the socket in its place, over what may have been left there.
    func publish() throws(SystemFailure) {
        try check(unsafe rename(temporaryPath, path))
    }

    /// Takes the socket's name away.
    func withdraw() {
        unsafe unlink(path)
    }

    func release() {
        unsafe unlink(temporaryPath)
        unsafe unlink(Self.lockPath(path))
        close(lock)
    }

    private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
        var opened = stat()
        var named = stat()
        guard unsafe fstat(descriptor, &opened) == 0, unsafe stat(path, &named) == 0 else {
            return false
        }
        return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
    }
}
