import Loops

/// All readers of a database, so that they can be closed: loops outlive databases.
final class ReaderRegistry: Sendable {
    private let readers = Locked<[Reader]>([])

    /// One is added for each loop, at most.
    func add(_ reader: Reader) {
        readers.withLock { $0.append(reader) }
    }

    func closeAll() {
        let all = readers.withLock { readers in
            defer { readers = [] }
            return readers
        }
        for reader in all { reader.close() }
    }
}
