import Glibc

/// Small files of a process's start: keys and their like. Blocking; not for a loop that serves.
public enum SmallFile {
    /// The content of a file of at most `limit` octets.
    public static func read(_ path: String, limit: Int = 64 * 1024) throws(SmallFileError)
        -> [UInt8]
    {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SmallFileError(path: path, code: errno) }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe Glibc.read(descriptor, &piece, piece.count)
            if count == 0 { return content }
            if count < 0 {
                if errno == EINTR { continue }
                throw SmallFileError(path: path, code: errno)
            }
            guard content.count + count <= limit else {
                throw SmallFileError(path: path, code: EFBIG)
            }
            content.append(contentsOf: piece[..<count])
        }
    }

    /// Whether there is something at this path.
    public static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// Makes a file of mode 0600 that nobody ever sees half written. False, and nothing is done,
    /// when there is one already.
    public static func create(_ path: String, _ content: [UInt8]) throws(SmallFileError) -> Bool {
        // Not by the process id: in two containers on one volume it may be the same.
        var draft = Array("\(path).XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&draft)
        guard descriptor >= 0 else { throw SmallFileError(path: path, code: errno) }
        defer { unsafe unlink(draft) }
        var code = FileDescriptor.append(content, to: descriptor)
        if code == nil, fsync(descriptor) != 0 { code = errno }
        close(descriptor)
        if let code { throw SmallFileError(path: path, code: code) }
        // A link is made for one of several processes only, however many try at once.
        if unsafe link(draft, path) == 0 { return true }
        guard errno == EEXIST else { throw SmallFileError(path: path, code: errno) }
        return false
    }

    /// Whether others than its owner may read or change the file.
    public static func isOpenToOthers(_ path: String) throws(SmallFileError) -> Bool {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else {
            throw SmallFileError(path: path, code: errno)
        }
        return facts.st_mode & 0o077 != 0
    }

    /// Makes a directory of mode 0700 and those above it; one that is there is left as it is.
    public static func makeDirectory(_ path: String) throws(SmallFileError) {
        var prefix = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
        for name in path.split(separator: "/") {
            prefix += name
            if unsafe mkdir(prefix, 0o700) != 0, errno != EEXIST {
                throw SmallFileError(path: prefix, code: errno)
            }
            prefix += "/"
        }
    }
}

/// A file could not be read or made.
public struct SmallFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which one.
    public let path: String
    /// The value of `errno`.
    public let code: Int32

    /// Whether there is no such file.
    public var isMissing: Bool { code == ENOENT }

    public var description: String {
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return "\(path): \(reason)"
    }
}
