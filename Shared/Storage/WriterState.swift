import Loops

/// What the writer thread shows to others.
struct WriterState: Sendable {
    var metrics = StorageMetrics()
    /// False after a write failed for want of the disk, until one works again.
    var isHealthy = true
    /// Commits that a test or the sandbox lets fail, and how.
    var injected: (count: Int, fault: StorageFault) = (0, .full)
    /// The statement of the next batch that a test lets fail, counted from 0.
    var planned: (statements: Int, fault: StorageFault)?
    /// Whoever waits for the end of the thread.
    var closers: [CheckedContinuation<Void, Never>] = []
    var hasEnded = false
}

/// A place for it that others and the thread share.
final class SharedWriterState: Sendable {
    private let state = Locked(WriterState())

    func with<Value>(_ body: (inout WriterState) -> sending Value) -> sending Value {
        state.withLock { body(&$0) }
    }
}
