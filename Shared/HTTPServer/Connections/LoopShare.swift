import HTTP
import Loops
import Synchronization

/// What one loop has of a server: its connections, its counters, its buffer to read into.
///
/// Unchecked: everything but the counters is touched on the loop's thread only.
@safe
final class LoopShare: @unchecked Sendable {
    let loop: EventLoop
    let configuration: ServerConfiguration
    let handler: RequestHandler
    let counters = LoopCounters()
    /// Every read goes through it, so that an idle connection has no buffer of its own.
    let scratch: UnsafeMutableRawBufferPointer
    private(set) var isDraining = false
    private let tls: TLSShare?
    private var connections: [Connection] = []
    private var isSweeping = false
    /// Connections that have something to say at the end of this turn.
    private var answered: [Connection] = []
    private var leaving: [Connection] = []
    private var whenEmpty: [@Sendable () -> Void] = []

    private static let scratchBytes = 64 * 1024
    private static let sweepMilliseconds = 500
    /// Connections used this recently get a moment for one more request when draining.
    private static let recentMilliseconds = 2000

    init(loop: EventLoop, configuration: ServerConfiguration, handler: @escaping RequestHandler) {
        self.loop = loop
        self.configuration = configuration
        self.handler = handler
        tls = configuration.tls.map { TLSShare($0, loop) }
        unsafe scratch = .allocate(byteCount: Self.scratchBytes, alignment: 16)
    }

    deinit {
        unsafe scratch.deallocate()
    }

    /// Monotonic milliseconds, as of this turn of the loop.
    var now: Int { Int(loop.now / 1_000_000) }

    /// Takes over a connection that was counted in `counters.open` when it was dealt out.
    func adopt(_ accepted: AcceptedSocket, refused: Bool) {
        // Who is refused before a handshake cannot be told why.
        guard !(refused && accepted.isSecure), let transport = transport(accepted) else {
            PlainTransport(descriptor: accepted.descriptor).close(cutting: false)
            return forget()
        }
        let connection = Connection(accepted, transport, share: self)
        connection.place = connections.count
        connections.append(connection)
        do {
            try loop.watch(accepted.descriptor, .read, connection)
        } catch {
            return connection.close()
        }
        if isDraining { connection.drain() }
        if refused { connection.refuse(.serviceUnavailable) }
        startSweeping()
    }

    private func transport(_ accepted: AcceptedSocket) -> ConnectionTransport? {
        let descriptor = accepted.descriptor
        guard accepted.isSecure, let tls else {
            return .plain(PlainTransport(descriptor: descriptor))
        }
        let ends = now + configuration.handshakeSeconds * 1000
        let tunnel = configuration.tunnel.map { TunnelHead($0) }
        return TLSTransport(descriptor, tls, handshakeEnds: ends, tunnel: tunnel).map { .tls($0) }
    }

    /// A connection that was closed.
    func remove(_ connection: Connection) {
        let place = connection.place
        guard place < connections.count, connections[place] === connection else { return }
        let last = connections.removeLast()
        if place < connections.count {
            connections[place] = last
            last.place = place
        }
        forget()
    }

    private func forget() {
        counters.open.subtract(1, ordering: .relaxed)
        if isDraining, connections.isEmpty { tellEmpty() }
    }

    /// Has what a connection has to say written at the end of this turn, with that of all others.
    func flushAtEndOfTurn(_ connection: Connection) {
        if answered.isEmpty { loop.atEndOfTurn { [self] in flushAnswered() } }
        answered.append(connection)
    }

    private func flushAnswered() {
        swap(&answered, &leaving)
        for connection in leaving {
            connection.isFlushQueued = false
            connection.flush()
        }
        leaving.removeAll(keepingCapacity: true)
    }

    // MARK: Time

    private func startSweeping() {
        guard !isSweeping, !connections.isEmpty else { return }
        isSweeping = true
        loop.schedule(afterMilliseconds: Self.sweepMilliseconds) { [self] in
            isSweeping = false
            let now = now
            for connection in connections { connection.checkTime(now) }
            startSweeping()
        }
    }

    // MARK: End

    /// No connection is kept from now on; `done` is called when there is none left.
    func drain(_ done: @escaping @Sendable () -> Void) {
        whenEmpty.append(done)
        if !isDraining {
            isDraining = true
            let longIdle = now - Self.recentMilliseconds
            for connection in connections {
                connection.drain()
                if connection.lastUse < longIdle { connection.closeIfIdle() }
            }
            loop.schedule(afterMilliseconds: configuration.drainGraceMilliseconds) { [self] in
                for connection in connections { connection.closeIfIdle() }
            }
            loop.schedule(afterMilliseconds: configuration.drainSeconds * 1000) { [self] in
                for connection in connections { connection.close(cutting: true) }
            }
        }
        if connections.isEmpty { tellEmpty() }
    }

    private func tellEmpty() {
        let waiting = whenEmpty
        whenEmpty = []
        for done in waiting { done() }
    }
}
