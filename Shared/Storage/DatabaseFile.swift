import Basics
import CSQLite
import Glibc

/// How connections to one file are opened.
struct DatabaseFile: Sendable {
    let path: String
    let options: DatabaseOptions

    /// Before SQLite's first use in the process.
    private static let isConfigured: Bool = kumquat_sqlite_configure() == SQLITE_OK

    /// Sees to it that there is a file: the one that is there, or a new one if that is allowed
    /// and nothing of an older one is left.
    func prepare() throws(StorageError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .cannotOpen("no path") }
        let wasMade = wasMade
        let logSize = Self.size(of: path + "-wal") ?? 0
        let size = Self.size(of: path)
        if let size, size > 0 { return }
        guard logSize == 0 else {
            throw .cannotOpen("\(path) is missing, but \(path)-wal is there: restore the file")
        }
        if wasMade { throw lost(size == nil ? "missing" : "empty") }
        if size != nil { return }
        guard options.mayCreate else { throw .cannotOpen("\(path) does not exist") }
        try create()
    }

    /// Made for its owner only, and named in its directory for good before anything is written.
    private func create() throws(StorageError) {
        let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        // Another replica may have been first.
        guard file >= 0 || errno == EEXIST else { throw .cannotOpen(Self.failure(at: path)) }
        if file >= 0 { close(file) }
        Self.synchroniseDirectory(of: path)
    }

    /// The connection that the writer uses. A log that a long read made very long is cut back when
    /// it is begun again.
    func openWriter() throws(StorageError) -> SQLiteConnection {
        let handle = try open(busyMilliseconds: options.busyMilliseconds)
        try handle.execute("PRAGMA page_size = \(options.pageOctets)")
        try switchToLog(handle)
        try handle.execute(
            """
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA journal_size_limit = \(2 * Int(options.checkpointPages) * options.pageOctets);
            PRAGMA cache_size = -\(options.writerCacheKilobytes);
            PRAGMA temp_store = MEMORY;
            """
        )
        return handle
    }

    /// A connection that only reads.
    func openReader() throws(StorageError) -> SQLiteConnection {
        let handle = try open(busyMilliseconds: options.readBusyMilliseconds)
        try handle.execute(
            """
            PRAGMA query_only = ON;
            PRAGMA cache_size = -\(options.readerCacheKilobytes);
            PRAGMA temp_store = MEMORY;
            """
        )
        return handle
    }

    /// The connection that a copy is written through; the file is synchronised at its end.
    func openTarget() throws(StorageError) -> SQLiteConnection {
        let handle = try open(busyMilliseconds: options.busyMilliseconds)
        try handle.execute("PRAGMA synchronous = OFF")
        return handle
    }

    private func open(busyMilliseconds: Int32) throws(StorageError) -> SQLiteConnection {
        _ = Self.isConfigured
        var pointer: OpaquePointer?
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
            | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &pointer, flags, nil)
        guard code == SQLITE_OK, let pointer = unsafe pointer else {
            _ = unsafe sqlite3_close_v2(pointer)
            throw .cannotOpen(Self.failure(at: path))
        }
        unsafe sqlite3_busy_timeout(pointer, busyMilliseconds)
        for (flag, on) in Self.switches {
            guard unsafe kumquat_sqlite_switch(pointer, flag, on) == SQLITE_OK else {
                _ = unsafe sqlite3_close_v2(pointer)
                throw .cannotOpen("\(path): SQLite lacks a defence")
            }
        }
        let fatal = options.fatal
        return unsafe SQLiteConnection(pointer) { code in
            fatal("fsync failed on the database (SQLite \(code)); stopped to keep what is on disk")
        }
    }

    /// A file that was tampered with can neither run code nor break its own structure.
    private static let switches: [(flag: Int32, on: Int32)] = [
        (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
    ]

    /// The change of mode needs the file alone and does not wait by itself.
    private func switchToLog(_ handle: SQLiteConnection) throws(StorageError) {
        let deadline =
            SystemTime.monotonicNanoseconds()
            + UInt64(max(options.busyMilliseconds, 0)) * 1_000_000
        while true {
            do {
                return try handle.execute("PRAGMA journal_mode = WAL")
            } catch .busy where SystemTime.monotonicNanoseconds() < deadline {
                usleep(5000)
            }
        }
    }

    /// In octets; nil if there is no such file.
    static func size(of path: String) -> Int64? {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { return nil }
        return Int64(information.st_size)
    }

    static func failure(at path: String) -> String {
        var text: [CChar] = .init(repeating: 0, count: 128)
        guard unsafe strerror_r(errno, &text, text.count) == 0 else { return path }
        let reason = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return "\(path): \(String(decoding: reason, as: UTF8.self))"
    }

    /// So that a name made or changed in it outlives a power loss.
    static func synchroniseDirectory(of path: String) {
        let octets = Bytes(path.utf8)
        let slash = octets.lastIndex(of: UInt8(ascii: "/"))
        let directory = slash.map { String(decoding: octets[...$0], as: UTF8.self) } ?? "."
        let descriptor = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
