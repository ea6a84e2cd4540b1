import Basics
import CSQLite
import Glibc
import Loops

extension Database {
    /// Copies a file, which processes may be using, as it is at one moment, whatever its schema.
    /// `copy` must not exist; it appears when it is complete and on disk. Runs on a worker.
    public static func backUp(_ path: String, to copy: String) async throws {
        try await WorkerPool.shared.run { try existing(path).copy(to: copy) }
    }

    /// What SQLite's own check finds wrong in a file, a hundred findings at most; empty for a sound
    /// one. Reads everything; runs on a worker.
    public static func integrityProblems(of path: String) async throws -> [String] {
        try await WorkerPool.shared.run {
            let reader = try existing(path).openReader()
            return try Connection(handle: reader, clock: .system).problems()
        }
    }

    private static func existing(_ path: String) throws(StorageError) -> DatabaseFile {
        var options = DatabaseOptions()
        options.mayCreate = false
        let file = DatabaseFile(path: path, options: options)
        try file.prepare()
        return file
    }
}

extension Connection {
    func problems() throws -> [String] {
        let found = try all("PRAGMA integrity_check(100)") { try $0.text(0) }
        let orphans = try all("PRAGMA foreign_key_check") {
            try "a row of \($0.text(0)) is an orphan"
        }
        return found.filter { $0 != "ok" } + orphans.prefix(100)
    }
}

extension DatabaseFile {
    /// One step over all pages: they are those of one moment, and writers go on meanwhile.
    fileprivate func copy(to path: String) throws(StorageError) {
        guard Self.size(of: path) == nil else { throw .cannotOpen("\(path) exists") }
        let partial = path + ".partial"
        unsafe unlink(partial)
        do throws(StorageError) {
            try fill(partial)
        } catch {
            unsafe unlink(partial)
            throw error
        }
        guard unsafe rename(partial, path) == 0 else { throw .cannotOpen(Self.failure(at: path)) }
        Self.synchroniseDirectory(of: path)
    }

    private func fill(_ partial: String) throws(StorageError) {
        let descriptor = unsafe Glibc.open(partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(Self.failure(at: partial)) }
        defer { close(descriptor) }
        let source = try openReader()
        let target = try DatabaseFile(path: partial, options: options).openTarget()
        let code = unsafe source.withPointer { source in
            unsafe target.withPointer { target in
                guard let backup = unsafe sqlite3_backup_init(target, "main", source, "main")
                else { return unsafe sqlite3_extended_errcode(target) }
                _ = unsafe sqlite3_backup_step(backup, -1)
                return unsafe sqlite3_backup_finish(backup)
            }
        }
        guard code == SQLITE_OK else { throw ResultCode.error(code, message: "the copy") }
        guard fsync(descriptor) == 0 else { throw .inputOutput }
    }
}
