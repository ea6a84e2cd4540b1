import Glibc
public import HTTP
public import Loops
import Synchronization

/// An HTTP/1.1 server on the loops of a group. The loops share nothing: a connection stays on one,
/// and so do its requests.
public final class HTTPServer: Sendable {
    private let configuration: ServerConfiguration
    private let dealer: ConnectionBalancer
    private let acceptors = Locked<[Acceptor]>([])
    private let bound = Locked<[Address]>([])

    /// Descriptors left for files, databases and upstream connections.
    private static let reservedDescriptors = 64

    /// Nothing happens before `start`.
    public init(
        _ configuration: ServerConfiguration,
        group: LoopGroup,
        handler: @escaping RequestHandler
    ) {
        self.configuration = configuration
        dealer = ConnectionBalancer(
            group.loops.map {
                LoopShare(loop: $0, configuration: configuration, handler: handler)
            },
            maximum: Self.possible(configuration.maximumConnections),
            tally: AddressTally(configuration.connectionLimit),
            notice: configuration.notice
        )
    }

    /// Listens on all addresses when it returns. Throws what stood in the way at the first that
    /// failed; none is listened on then.
    public func start() throws(ListenFailure) {
        var inherited = InheritedSockets.all()
        var sockets: [ListenSocket] = []
        do throws(ListenFailure) {
            for address in configuration.addresses {
                sockets.append(try ListenSocket.open(address, inherited: &inherited))
            }
        } catch {
            for socket in sockets {
                socket.withdraw()
                socket.end()
            }
            throw error
        }
        bound.withLock { [addresses = sockets.map(\.address)] in $0 = addresses }
        for (number, socket) in sockets.enumerated() {
            let loop = dealer.shares[number % dealer.shares.count].loop
            let acceptor = Acceptor(
                socket,
                on: loop,
                dealer: dealer,
                isSecure: configuration.speaksTLS(at: socket.address)
            )
            acceptors.withLock { $0.append(acceptor) }
            loop.execute { acceptor.begin() }
        }
    }

    /// Where it listens, with the real ports.
    public var addresses: [Address] { bound.withLock { $0 } }

    /// Stops accepting, answers what has been read completely, closes idle connections, waits up
    /// to `drainSeconds` for the rest and then cuts it. Returns when no connection is left.
    public func drain() async {
        let acceptors = acceptors.withLock { acceptors in
            let all = acceptors
            acceptors = []
            return all
        }
        for acceptor in acceptors {
            await withCheckedContinuation { continuation in
                acceptor.loop.execute {
                    acceptor.end()
                    continuation.resume()
                }
            }
        }
        let left = Countdown(dealer.shares.count)
        await withCheckedContinuation { continuation in
            for share in dealer.shares {
                share.loop.execute {
                    share.drain { if left.isLast() { continuation.resume() } }
                }
            }
        }
    }

    /// What it has done until now.
    public var metrics: ServerMetrics {
        var metrics = ServerMetrics()
        metrics.open = dealer.open
        metrics.accepted = dealer.accepted.load(ordering: .relaxed)
        metrics.refused = dealer.refused.load(ordering: .relaxed)
        for share in dealer.shares {
            metrics.requests += share.counters.requests.load(ordering: .relaxed)
            metrics.rejected += share.counters.rejected.load(ordering: .relaxed)
            metrics.stalled += share.counters.stalled.load(ordering: .relaxed)
            metrics.tooSlow += share.counters.tooSlow.load(ordering: .relaxed)
            metrics.octetsRead += share.counters.octetsRead.load(ordering: .relaxed)
            metrics.octetsWritten += share.counters.octetsWritten.load(ordering: .relaxed)
        }
        return metrics
    }

    /// Raises the process's limit of descriptors as far as it may, and keeps within it.
    private static func possible(_ wanted: Int) -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return wanted
        }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        let descriptors = Int(clamping: limit.rlim_cur)
        return max(1, min(wanted, descriptors - min(reservedDescriptors, descriptors / 2)))
    }
}

/// Counts down from several threads.
private final class Countdown: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) {
        left = Atomic(count)
    }

    /// True for the last of them.
    func isLast() -> Bool {
        left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0
    }
}
