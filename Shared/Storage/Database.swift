public import Basics
import Loops

/// One file, open: reads in place on the caller's loop, writes in groups on a thread of their own.
///
/// The file is in WAL mode with `synchronous=FULL`: what a write has answered is on disk.
public final class Database: Sendable {
    let file: DatabaseFile
    private let clock: Clock
    private let queue: WriteQueue
    private let state = SharedWriterState()
    private let readers = ReaderRegistry()
    private let spare: Reader
    private let key = LoopLocal<Reader>()

    /// Opens the file, makes it if it is not there and `options` allow it, and brings its schema
    /// up to date. Blocks; for the start of a process.
    ///
    /// `clock` gives the time in new identifiers.
    public init(
        path: String,
        migrations: [Migration],
        options: DatabaseOptions = DatabaseOptions(),
        clock: Clock
    ) throws(StorageError) {
        file = DatabaseFile(path: path, options: options)
        self.clock = clock
        queue = WriteQueue(limit: options.queueLimit)
        spare = Reader(file, clock: clock)
        readers.add(spare)
        try file.prepare()
        let handle = try file.openWriter()
        do {
            try file.refuseStranger(handle, clock: clock)
            try Migrator(
                connection: Connection(handle: handle, clock: clock),
                migrations: migrations
            ).run()
            try file.refuseDamage(handle, clock: clock)
            try file.noteMade()
        } catch {
            throw error as? StorageError ?? .corrupt
        }
        try Writer(handle, of: file, queue: queue, state: state, clock: clock).start()
    }

    deinit {
        queue.close()
        readers.closeAll()
    }

    /// Reads one state of the file, in place: on a loop with the loop's own connection, and the
    /// state that all reads of the present turn see. For short, indexed reads. What `body` throws
    /// comes out.
    public func read<Value>(_ body: (Connection) throws -> Value) async throws -> Value {
        guard let loop = EventLoop.current else { return try spare.read(on: nil, body) }
        let reader = loop.local(key) {
            let reader = Reader(file, clock: clock)
            readers.add(reader)
            return reader
        }
        return try reader.read(on: loop, body)
    }

    /// Does `unit` and answers when it is on disk, together with the others that are ready.
    ///
    /// All of it happens or nothing: what it throws takes back what it did, and comes out. It may
    /// run twice, so it has no effects outside of the database. It is done even if the caller is
    /// cancelled meanwhile. Throws `StorageError.busy` if too many wait.
    @discardableResult
    public func write<Value: Sendable>(
        _ unit: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in
            let queued = TypedWriteUnit(unit, caller: caller)
            if let refusal = queue.add(queued) { queued.finish(refusal) }
        }
    }

    /// Does what is queued, moves the log into the file and closes it. Later calls are refused.
    public func close() async {
        queue.close()
        readers.closeAll()
        await withCheckedContinuation { closer in
            let hasEnded = state.with { state in
                if !state.hasEnded { state.closers.append(closer) }
                return state.hasEnded
            }
            if hasEnded { closer.resume() }
        }
    }
}

// MARK: - How it is

extension Database {
    /// How the writer stands.
    public var metrics: StorageMetrics {
        var metrics = state.with { $0.metrics }
        metrics.queued = queue.count
        return metrics
    }

    /// False after a write failed for want of the disk, until one works again; the writer tries
    /// by itself once a second.
    public func checkHealth() -> Bool {
        state.with { $0.isHealthy }
    }

    /// Lets the next `count` commits fail: the transaction is rolled back and its callers are
    /// told. For tests and the sandbox environment. 0 ends it.
    public func failNextCommits(_ count: Int, kind: StorageFault) {
        state.with { $0.injected = (max(count, 0), kind) }
    }

    /// Lets the statement of the next batch that follows after `statements` others fail as a full
    /// disk does: the whole transaction is gone. For tests.
    func failStatement(after statements: Int, kind: StorageFault) {
        state.with { $0.planned = (statements, kind) }
    }
}
