import Basics
import Loops

/// A connection that only reads, for one loop or for whoever is on none.
///
/// On a loop all reads of a turn see one state of the file: the first one takes it, and it is let
/// go of at the end of the turn, so that its locks are paid for once. Nobody can tell: whatever a
/// request may know of was committed before it came in, and that was before the turn's first read.
///
/// Everything in it is guarded by the monitor; on a loop nobody else asks for it but `close`.
final class Reader: @unchecked Sendable {
    private let file: DatabaseFile
    private let clock: Clock
    private let monitor = Monitor()
    private var connection: Connection?
    private var isReading = false
    private var isClosed = false

    init(_ file: DatabaseFile, clock: Clock) {
        self.file = file
        self.clock = clock
    }

    /// Runs `body` on one state of the file; on a loop, on that of the present turn.
    func read<Value>(on loop: EventLoop?, _ body: (Connection) throws -> Value) throws -> Value {
        try monitor.locked {
            let connection = try open()
            try begin(connection, on: loop)
            do {
                let value = try body(connection)
                if loop == nil { try end(connection) }
                return value
            } catch {
                isReading = false
                connection.handle.rollBack()
                throw error
            }
        }
    }

    private func begin(_ connection: Connection, on loop: EventLoop?) throws(StorageError) {
        guard !isReading else { return }
        try connection.handle.beginReading()
        isReading = true
        loop?.atEndOfTurn { [self] in endTurn() }
    }

    private func end(_ connection: Connection) throws(StorageError) {
        isReading = false
        try connection.handle.commit()
    }

    /// Nothing was written, so nothing is lost if it fails.
    private func endTurn() {
        monitor.locked {
            if isReading, let connection { try? end(connection) }
        }
    }

    /// On first use: not every loop reads every file.
    private func open() throws -> Connection {
        if let connection { return connection }
        guard !isClosed else { throw StorageError.misuse("the database is closed") }
        let opened = Connection(handle: try file.openReader(), clock: clock)
        connection = opened
        return opened
    }

    func close() {
        monitor.locked {
            isClosed = true
            isReading = false
            connection = nil
        }
    }
}
