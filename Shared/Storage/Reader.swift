import Basics

/// A connection that only reads, for one loop or for whoever is on none.
///
/// Everything in it is guarded by the monitor; on a loop nobody else asks for it but `close`.
final class Reader: @unchecked Sendable {
    private let file: DatabaseFile
    private let clock: Clock
    private let monitor = Monitor()
    private var connection: Connection?
    private var isClosed = false

    init(_ file: DatabaseFile, clock: Clock) {
        self.file = file
        self.clock = clock
    }

    /// Runs `body` on one state of the file.
    func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try monitor.locked {
            let connection = try open()
            try connection.handle.beginReading()
            do {
                let value = try body(connection)
                try connection.handle.commit()
                return value
            } catch {
                connection.handle.rollBack()
                throw error
            }
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
            connection = nil
        }
    }
}
