import Glibc

/// What can be set about a database file.
public struct DatabaseOptions: Sendable {
    /// Whether a file that does not exist is made. Never over a left-over write-ahead log.
    public var mayCreate = true
    /// How long the writer waits for another process's write lock.
    public var busyMilliseconds: Int32 = 5000
    /// How long a read may wait, on a loop: only for another process that recovers the log.
    public var readBusyMilliseconds: Int32 = 200
    /// Page cache of the writer's connection. Enough for what all writes share; more costs more
    /// than it saves (decision 0021).
    public var writerCacheKilobytes = 4 * 1024
    /// Page cache of each loop's connection.
    public var readerCacheKilobytes = 8 * 1024
    /// Writes that may wait; one more is refused as busy.
    public var queueLimit = 8192
    /// Writes that share a commit.
    public var batchLimit = 512
    /// Size of the write-ahead log from which it is moved into the file.
    public var checkpointPages: Int32 = 16 * 1024
    /// Size of a page in a file that is made (decision 0021).
    public var pageOctets = 2048
    /// A file up to this size is checked completely when it is opened; a larger one by
    /// `integrityProblems()`.
    public var checkedBytes: Int64 = 16 << 20
    /// How often a writer that lacks the disk looks whether it is back.
    public var probeMilliseconds = 1000
    /// Ends the process after an fsync that failed: what was to be on disk may not be, and a
    /// second fsync would not tell. Gets one line to log.
    public var fatal: @Sendable (_ line: String) -> Void = { line in
        let text = "{\"level\":\"fatal\",\"msg\":\"\(line)\"}\n"
        _ = unsafe write(2, text, text.utf8.count)
        _exit(70)
    }

    /// The defaults.
    public init() {}
}
