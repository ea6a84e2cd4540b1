import CLinux
import Glibc
import HTTP
import Loops

/// Accepts on one loop and deals the connections out.
///
/// Unchecked: touched on its loop's thread only.
final class Acceptor: DescriptorHandler, @unchecked Sendable {
    private let socket: ListenSocket
    let loop: EventLoop
    private let dealer: ConnectionBalancer
    private let isSecure: Bool
    private var isClosed = false

    /// So many are accepted before other sockets are looked at.
    private static let perTurn = 128
    /// How long to wait when the process has no descriptor left.
    private static let pauseMilliseconds = 100

    init(
        _ socket: ListenSocket,
        on loop: EventLoop,
        dealer: ConnectionBalancer,
        isSecure: Bool
    ) {
        self.isSecure = isSecure
        self.socket = socket
        self.loop = loop
        self.dealer = dealer
    }

    func begin() {
        do {
            try loop.watch(socket.descriptor, .read, self)
        } catch {
            dealer.say("cannot listen on \(socket.address): \(error)")
        }
    }

    func ready(_ readiness: Readiness) {
        _ = accept(atMost: Self.perTurn)
    }

    /// Takes the name away, accepts whoever is in the queue already, closes. Closing before the
    /// queue is empty would reset those in it.
    func end() {
        guard !isClosed else { return }
        isClosed = true
        socket.withdraw()
        while accept(atMost: Self.perTurn) {}
        loop.unwatch(socket.descriptor)
        socket.end()
    }

    /// True when there may be more.
    private func accept(atMost most: Int) -> Bool {
        for _ in 0..<most {
            let descriptor = kumquat_accept(socket.descriptor, nil, nil)
            guard descriptor < 0 else {
                dealer.deal(
                    AcceptedSocket(
                        descriptor: descriptor,
                        remote: remote(descriptor),
                        isSecure: isSecure
                    )
                )
                continue
            }
            switch errno {
            case EAGAIN: return false
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                pauseAccepting()
                return false
            default: continue  // that one connection failed before it was accepted
            }
        }
        return true
    }

    /// Level-triggered epoll would report the queue again at once.
    private func pauseAccepting() {
        guard !isClosed else { return }
        dealer.say("no descriptors left: accepting pauses on \(socket.address)")
        loop.change(socket.descriptor, [])
        loop.schedule(afterMilliseconds: Self.pauseMilliseconds) { [self] in
            if !isClosed { loop.change(socket.descriptor, .read) }
        }
    }

    private func remote(_ descriptor: Int32) -> RemoteAddress {
        if case .unix = socket.address { return .unix }
        var one: Int32 = 1
        unsafe _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        let peer = unsafe SocketAddress { address, length in
            unsafe getpeername(descriptor, address, length) == 0
        }
        return peer.map { RemoteAddress(text: $0.host) } ?? RemoteAddress(text: "unknown")
    }
}
