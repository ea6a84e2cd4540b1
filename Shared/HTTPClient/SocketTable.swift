import CCurl
import Glibc
import Loops

/// The sockets of one loop's client, as the loop watches them.
///
/// A socket stays watched while its connection lies idle. So a request costs no `epoll_ctl`, and a
/// connection on which something comes that was not asked for, its end or octets that would be
/// taken for the next answer, is spoiled at once: no request can be sent on it any more.
///
/// Confined to its loop; libcurl holds an unretained pointer for as long as `LoopClient` lives.
final class SocketTable {
    private unowned let loop: EventLoop
    private var watches: [Int32: SocketWatch] = [:]
    /// Told that libcurl has something to do on a socket.
    var whenReady: (Int32, Int32) -> Void = { _, _ in }

    init(loop: EventLoop) {
        self.loop = loop
    }

    static func from(_ data: UnsafeMutableRawPointer?) -> SocketTable? {
        guard let data = unsafe data else { return nil }
        return unsafe Unmanaged<SocketTable>.fromOpaque(data).takeUnretainedValue()
    }

    /// libcurl waits for something else from now on.
    func changed(_ socket: Int32, _ action: Int32, isSecure: @autoclosure () -> Bool) {
        var wanted: Interest = []
        if action == CURL_POLL_IN || action == CURL_POLL_INOUT { wanted.insert(.read) }
        if action == CURL_POLL_OUT || action == CURL_POLL_INOUT { wanted.insert(.write) }
        if let watch = watches[socket] {
            watch.wanted = wanted
            if !wanted.isEmpty { watch.isExhausted = false }
            arm(watch, wanted.isEmpty && !watch.isExhausted ? .read : wanted)
        } else if !wanted.isEmpty {
            let watch = SocketWatch(socket, table: self, isSecure: isSecure())
            watch.wanted = wanted
            watches[socket] = watch
            arm(watch, wanted)
        }
    }

    /// libcurl closes a socket.
    func closes(_ socket: Int32) -> Int32 {
        if let watch = watches.removeValue(forKey: socket), !watch.armed.isEmpty {
            loop.unwatch(socket)
        }
        return close(socket)
    }

    fileprivate func ready(_ watch: SocketWatch, _ readiness: Readiness) {
        guard !watch.wanted.isEmpty else {
            // Readable for good, until the connection is used again or closed. A failed write, of
            // which not an octet went out, tells libcurl to take another one. In TLS what came may
            // be a session ticket, and libcurl looks for itself.
            if !watch.isSecure { shutdown(watch.socket, Int32(SHUT_WR)) }
            watch.isExhausted = true
            arm(watch, [])
            return
        }
        let isBroken = readiness.contains(.hangUp) || readiness.contains(.error)
        var events: Int32 = 0
        if watch.wanted.contains(.read), isBroken || readiness.contains(.read) {
            events |= CURL_CSELECT_IN
        }
        if watch.wanted.contains(.write), isBroken || readiness.contains(.write) {
            events |= CURL_CSELECT_OUT
        }
        whenReady(watch.socket, events)
    }

    private func arm(_ watch: SocketWatch, _ interest: Interest) {
        guard watch.armed != interest else { return }
        if interest.isEmpty {
            loop.unwatch(watch.socket)
        } else if watch.armed.isEmpty {
            // Out of memory in the kernel: the transfer's time limit ends it.
            do { try loop.watch(watch.socket, interest, watch) } catch { return }
        } else {
            loop.change(watch.socket, interest)
        }
        watch.armed = interest
    }
}

/// One socket of libcurl.
private final class SocketWatch: DescriptorHandler {
    let socket: Int32
    let isSecure: Bool
    private unowned let table: SocketTable
    /// What libcurl waits for; nothing while the connection lies idle.
    var wanted: Interest = []
    /// What the loop watches.
    var armed: Interest = []
    /// Something came while the connection lay idle.
    var isExhausted = false

    init(_ socket: Int32, table: SocketTable, isSecure: Bool) {
        self.socket = socket
        self.isSecure = isSecure
        self.table = table
    }

    func ready(_ readiness: Readiness) {
        table.ready(self, readiness)
    }
}
