/// What the writer has done since the database was opened, and how it stands.
public struct StorageMetrics: Sendable {
    /// Writes that wait.
    public var queued = 0
    /// Transactions that were committed.
    public var commits: UInt64 = 0
    /// Transactions that were not.
    public var failedCommits: UInt64 = 0
    /// Writes done and told, refused ones too.
    public var units: UInt64 = 0
    /// Writes in the last batch.
    public var lastBatch = 0
    /// Writes in the largest batch.
    public var largestBatch = 0
    /// Time in COMMIT (mostly in fsync), in all.
    public var commitNanoseconds: UInt64 = 0
    /// The longest COMMIT.
    public var longestCommitNanoseconds: UInt64 = 0
    /// Times the write-ahead log was moved into the file.
    public var checkpoints: UInt64 = 0
    /// Pages in the write-ahead log when it was last looked at.
    public var logPages: Int32 = 0

    mutating func noteCommit(nanoseconds: UInt64, failed: Bool) {
        if failed { failedCommits += 1 } else { commits += 1 }
        commitNanoseconds += nanoseconds
        longestCommitNanoseconds = max(longestCommitNanoseconds, nanoseconds)
    }

    mutating func noteBatch(_ count: Int) {
        units += UInt64(count)
        lastBatch = count
        largestBatch = max(largestBatch, count)
    }
}
