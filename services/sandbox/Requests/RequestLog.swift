import Basics
import Loops
import ServiceKit

/// The last requests that came in, and the last callbacks that went out: so many at most, and so
/// much. It is kept in memory alone; a log on the disk would slow down what it looks at.
final class RequestLog: Sendable {
    static let maximumCount = 1000
    static let maximumOctets = 4 * 1024 * 1024
    /// How often somebody who waits looks.
    private static let lookMilliseconds = 100

    private struct State {
        var exchanges: [LoggedExchange] = []
        var octets = 0
        var newest: Int64 = 0
        var isClosed = false
    }

    private let state = Locked(State())

    /// The number of the newest one; 0 where there was none.
    var newest: Int64 { state.withLock { $0.newest } }

    /// All that are kept, in their order.
    var all: [LoggedExchange] { state.withLock { $0.exchanges } }

    /// Adds one, and forgets the oldest where there are too many.
    func add(_ make: (_ id: Int64) -> LoggedExchange) {
        let id = state.withLock { state in
            state.newest += 1
            return state.newest
        }
        let exchange = make(id)
        state.withLock { state in
            // Two at once may come in the other order.
            let place = state.exchanges.lastIndex { $0.id < id }.map { $0 + 1 } ?? 0
            state.exchanges.insert(exchange, at: place)
            state.octets += exchange.octets
            var spare = 0
            while state.exchanges.count - spare > Self.maximumCount
                || (state.octets > Self.maximumOctets && state.exchanges.count - spare > 1)
            {
                state.octets -= state.exchanges[spare].octets
                spare += 1
            }
            state.exchanges.removeFirst(spare)
        }
    }

    /// Forgets everything; numbers go on.
    func clear() {
        state.withLock { state in
            state.exchanges = []
            state.octets = 0
        }
    }

    /// Nobody is to wait any longer.
    func close() { state.withLock { $0.isClosed = true } }

    /// Comes back when there is one behind `id` that is wanted, and at the latest after so long.
    func wait(
        behind id: Int64,
        milliseconds: Int64,
        _ isWanted: (LoggedExchange) -> Bool
    ) async {
        var left = milliseconds
        var seen = id
        while left > 0 {
            let (new, newest, isClosed) = state.withLock { state in
                (state.exchanges.filter { $0.id > seen }, state.newest, state.isClosed)
            }
            if isClosed || new.contains(where: isWanted) { return }
            // One that has its number and is not there yet is looked for again.
            seen = new.last?.id == newest ? newest : seen
            guard await Pause.milliseconds(Self.lookMilliseconds) else { return }
            left -= Int64(Self.lookMilliseconds)
        }
    }
}
