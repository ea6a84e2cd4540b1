import Loops
import Synchronization

/// Gives each new connection to the loop that has the fewest, and refuses those that are too many.
final class ConnectionBalancer: Sendable {
    let shares: [LoopShare]
    let accepted = Atomic<Int>(0)
    let refused = Atomic<Int>(0)
    private let maximum: Int
    private let tally: AddressTally
    private let notice: @Sendable (String) -> Void
    private let lastNotice = Atomic<UInt64>(0)

    /// So many refused connections may be told so at a time; further ones are just closed.
    private static let refusedAtOnce = 64

    init(
        _ shares: [LoopShare],
        maximum: Int,
        tally: AddressTally,
        notice: @escaping @Sendable (String) -> Void
    ) {
        self.shares = shares
        self.maximum = maximum
        self.tally = tally
        self.notice = notice
    }

    var open: Int {
        shares.reduce(0) { $0 + $1.counters.open.load(ordering: .relaxed) }
    }

    func deal(_ accepted: AcceptedSocket) {
        var socket = accepted
        self.accepted.wrappingAdd(1, ordering: .relaxed)
        var share = shares[0]
        var least = Int.max
        var total = 0
        for candidate in shares {
            let count = candidate.counters.open.load(ordering: .relaxed)
            total += count
            if count < least {
                least = count
                share = candidate
            }
        }
        let refusal = total >= maximum ? "\(total) connections are open" : count(&socket)
        if let refusal {
            refused.wrappingAdd(1, ordering: .relaxed)
            say("\(refusal): refusing further ones")
            guard total < maximum + Self.refusedAtOnce else {
                return PlainTransport(descriptor: socket.descriptor).close(cutting: false)
            }
        }
        share.counters.open.add(1, ordering: .relaxed)
        share.loop.execute { [share, socket] in
            share.adopt(socket, refused: refusal != nil)
        }
    }

    /// Counts the connection among those of its address; why not, if there are too many.
    private func count(_ socket: inout AcceptedSocket) -> String? {
        switch tally.enter(socket.remote) {
        case .counted(let seat): socket.seat = seat
        case .uncounted: break
        case .tooMany: return "\(socket.remote) has too many connections open"
        }
        return nil
    }

    /// Says something to the operator, at most once a second.
    func say(_ text: String) {
        let now = EventLoop.current?.now ?? 0
        let last = lastNotice.load(ordering: .relaxed)
        guard last == 0 || now > last &+ 1_000_000_000 else { return }
        guard lastNotice.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged
        else { return }
        notice(text)
    }
}
