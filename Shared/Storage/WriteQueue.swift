/// What waits for the writer. Everything in it is guarded by the monitor.
final class WriteQueue: @unchecked Sendable {
    private let monitor = Monitor()
    private let limit: Int
    private var units: [WriteUnit] = []
    private var isWaiting = false
    private var isClosed = false

    init(limit: Int) {
        self.limit = limit
    }

    /// How many wait.
    var count: Int { monitor.locked { units.count } }

    /// Answers why it was not taken.
    func add(_ unit: WriteUnit) -> StorageError? {
        monitor.locked {
            if isClosed { return .misuse("the database is closed") }
            guard units.count < limit else { return .busy }
            units.append(unit)
            if isWaiting { monitor.wake() }
            return nil
        }
    }

    /// The oldest ones, as soon as there are any. Empty when nothing came for `milliseconds`;
    /// nil when the queue is closed and nothing is left.
    func take(upTo count: Int, waiting milliseconds: Int?) -> [WriteUnit]? {
        monitor.locked {
            if units.isEmpty, !isClosed {
                isWaiting = true
                monitor.wait(milliseconds: milliseconds)
                isWaiting = false
            }
            if units.isEmpty { return isClosed ? nil : [] }
            if units.count <= count {
                defer { units = [] }
                return units
            }
            defer { units.removeFirst(count) }
            return Array(units[..<count])
        }
    }

    /// Takes nothing more; what waits is still done.
    func close() {
        monitor.locked {
            isClosed = true
            monitor.wake()
        }
    }
}
