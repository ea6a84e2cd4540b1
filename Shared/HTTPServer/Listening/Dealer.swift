import Loops
import Synchronization

/// Gives each new connection to the loop that has the fewest, and refuses those that are too many.
final class Dealer: Sendable {
    let shares: [LoopShare]
    let accepted = Atomic<Int>(0)
    let refused = Atomic<Int>(0)
    private let maximum: Int
    private let notice: @Sendable (String) -> Void
    private let lastNotice = Atomic<UInt64>(0)

    /// So many refused connections may be told so at a time; further ones are just closed.
    private static let refusedAtOnce = 64

    init(_ shares: [LoopShare], maximum: Int, notice: @escaping @Sendable (String) -> Void) {
        self.shares = shares
        self.maximum = maximum
        self.notice = notice
    }

    var open: Int {
        shares.reduce(0) { $0 + $1.counters.open.load(ordering: .relaxed) }
    }

    func deal(_ socket: AcceptedSocket) {
        accepted.wrappingAdd(1, ordering: .relaxed)
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
        let isTooMany = total >= maximum
        if isTooMany {
            refused.wrappingAdd(1, ordering: .relaxed)
            say("\(total) connections are open: refusing further ones")
            guard total < maximum + Self.refusedAtOnce else {
                return PlainTransport(descriptor: socket.descriptor).close(cutting: false)
            }
        }
        share.counters.open.add(1, ordering: .relaxed)
        share.loop.execute { [share] in share.adopt(socket, refused: isTooMany) }
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
