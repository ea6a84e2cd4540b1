import Glibc

/// Files that are to last: written whole or not at all, and on disk before anybody is told.
/// Blocking; not for a loop.
public enum StoredFile {
    /// What a file that is being written is called behind its name.
    private static let draft = ".new"

    /// Writes a new file of mode 0600, or over one of that name. When this returns it outlasts a
    /// loss of power.
    public static func write(_ octets: [UInt8], to path: String) throws(SmallFileError) {
        let draft = path + draft
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SmallFileError(path: draft, code: errno) }
        var code = FileDescriptor.append(octets, to: descriptor)
        if code == nil, fsync(descriptor) != 0 { code = errno }
        close(descriptor)
        if code == nil, unsafe rename(draft, path) != 0 { code = errno }
        if let code {
            unsafe unlink(draft)
            throw SmallFileError(path: path, code: code)
        }
    }

    /// Makes the names of a directory's files outlast a loss of power.
    public static func settle(_ directory: String) throws(SmallFileError) {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SmallFileError(path: directory, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SmallFileError(path: directory, code: errno) }
    }

    /// Removes a file; one that is not there is no error.
    public static func remove(_ path: String) throws(SmallFileError) {
        guard unsafe unlink(path) != 0, errno != ENOENT else { return }
        throw SmallFileError(path: path, code: errno)
    }

    /// The names of a directory's files that were last written at least `age` seconds ago.
    public static func names(
        in directory: String,
        olderThanSeconds age: Int
    ) throws(SmallFileError) -> [String] {
        guard let stream = unsafe opendir(directory) else {
            throw SmallFileError(path: directory, code: errno)
        }
        defer { unsafe closedir(stream) }
        let latest = time(nil) - age
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            var facts = stat()
            guard unsafe stat("\(directory)/\(name)", &facts) == 0,
                facts.st_mode & S_IFMT == S_IFREG, facts.st_mtim.tv_sec <= latest
            else { continue }
            names.append(name)
        }
        return names
    }
}
