import Glibc
import Loops
import TestKit

/// A server on a Unix socket that does with each connection what a test says, octet by octet, on a
/// thread of its own.
final class ScriptedPeer: Sendable {
    /// One accepted connection, in blocking calls.
    struct Connection {
        let descriptor: Int32
        /// Counted from 1.
        let number: Int

        /// Reads up to the end of a head; nil at the end of the connection.
        func head() -> String? {
            var text: [UInt8] = []
            var octet: UInt8 = 0
            while !text.suffix(4).elementsEqual([13, 10, 13, 10]) {
                guard unsafe read(descriptor, &octet, 1) == 1 else { return nil }
                text.append(octet)
            }
            return String(decoding: text, as: UTF8.self)
        }

        /// Reads a head and the octets announced by `Content-Length`.
        func request() -> String? {
            guard let head = head() else { return nil }
            var body: [UInt8] = []
            for line in head.split(separator: "\r\n") where line.hasPrefix("Content-Length: ") {
                let length = Int(line.dropFirst(16)) ?? 0
                while body.count < length {
                    let octets = receive(length - body.count)
                    guard !octets.isEmpty else { return nil }
                    body += octets
                }
            }
            return head + String(decoding: body, as: UTF8.self)
        }

        @discardableResult
        func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        func send(_ octets: [UInt8]) -> Bool {
            var sent = 0
            while sent < octets.count {
                let count = unsafe octets[sent...].withUnsafeBytes {
                    unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        /// What there is to read, at most `limit` octets; empty at the end.
        func receive(_ limit: Int) -> [UInt8] {
            unsafe [UInt8](unsafeUninitializedCapacity: limit) { room, count in
                count = unsafe max(read(descriptor, room.baseAddress, limit), 0)
            }
        }

        /// Waits until the other side closes.
        func untilClosed() {
            while !receive(4096).isEmpty {}
        }
    }

    private struct State {
        var connections = 0
        var closed = 0
        var requests: [String] = []
    }

    let path: String
    private let directory: TemporaryDirectory
    private let listener: Int32
    private let state = Locked(State())
    private let script: @Sendable (Connection, ScriptedPeer) -> Void

    init(_ script: @escaping @Sendable (Connection, ScriptedPeer) -> Void) throws {
        directory = try TemporaryDirectory()
        path = directory.file("peer.sock")
        self.script = script
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: octets) }
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 64) == 0 else { throw NotListening() }
        let this = Weak(self)
        Self.thread { Self.accept(on: listener, for: this) }
    }

    deinit {
        // Ends `accept`; the accepting thread closes the socket, whose number is free only then.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    var connections: Int { state.withLock { $0.connections } }
    var closed: Int { state.withLock { $0.closed } }
    var requests: [String] { state.withLock { $0.requests } }

    func note(_ request: String) { state.withLock { $0.requests.append(request) } }

    private static func accept(on listener: Int32, for peer: Weak) {
        defer { close(listener) }
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0, let this = peer.peer else { return }
            let number = this.state.withLock { state in
                state.connections += 1
                return state.connections
            }
            thread {
                this.script(Connection(descriptor: descriptor, number: number), this)
                close(descriptor)
                this.state.withLock { $0.closed += 1 }
            }
        }
    }

    private static func thread(_ work: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let box = unsafe Unmanaged.passRetained(Box(work)).toOpaque()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { box in
                guard let box = unsafe box else { return nil }
                unsafe Unmanaged<Box>.fromOpaque(box).takeRetainedValue().work()
                return nil
            },
            box
        )
        if code == 0 { pthread_detach(thread) }
    }

    private final class Box {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }

    /// The accepting thread does not keep the peer alive.
    private final class Weak: Sendable {
        private let held: Locked<WeakReference>
        init(_ peer: ScriptedPeer) { held = Locked(WeakReference(peer: peer)) }
        var peer: ScriptedPeer? { held.withLock { $0.peer } }
    }

    private struct WeakReference {
        weak var peer: ScriptedPeer?
    }

    struct NotListening: Error {}
}

extension ScriptedPeer {
    /// Answers every request on every connection with `answer`.
    convenience init(answering answer: String) throws {
        try self.init { connection, peer in
            while let request = connection.request() {
                peer.note(request)
                guard connection.send(answer) else { return }
            }
        }
    }
}

let emptyAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
let smallAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
