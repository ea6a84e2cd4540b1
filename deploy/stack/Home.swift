import Glibc

/// The directory that holds everything of one stack, ours alone as long as the lock is held.
struct Home {
    private let lockPath: String
    private let descriptor: Int32

    /// Makes the directory (mode 0700) where it is missing, and takes its lock.
    init(path: String) throws(Problem) {
        for directory in ["", "/run", "/log"] { try Self.makeDirectory(path + directory) }
        lockPath = "\(path)/stack.lock"
        descriptor = try Self.lock(lockPath, in: path)
    }

    /// For the next stack on this home.
    func unlock() {
        _ = unsafe unlink(lockPath)
        close(descriptor)
    }

    private static func makeDirectory(_ path: String) throws(Problem) {
        var end = path.startIndex
        repeat {
            let next = path.index(after: end)
            end = next == path.endIndex ? next : path[next...].firstIndex(of: "/") ?? path.endIndex
            guard unsafe mkdir(String(path[..<end]), 0o700) == 0 || errno == EEXIST else {
                throw Problem("cannot make \(path): \(unsafe String(cString: strerror(errno)))")
            }
        } while end != path.endIndex
    }

    private static func lock(_ lockPath: String, in home: String) throws(Problem) -> Int32 {
        while true {
            let descriptor = unsafe open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw Problem("cannot open \(lockPath): \(unsafe String(cString: strerror(errno)))")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw Problem("another stack is running on \(home); stop it, or set KUMQUAT_HOME")
            }
            // The one before us may have removed the file between our two calls.
            var ours = stat()
            var present = stat()
            let isThere = unsafe fstat(descriptor, &ours) == 0 && stat(lockPath, &present) == 0
            if isThere, ours.st_ino == present.st_ino { return descriptor }
            close(descriptor)
        }
    }
}
