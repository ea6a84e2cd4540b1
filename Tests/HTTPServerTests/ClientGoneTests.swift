import Basics
import Glibc
import HTTP
import HTTPServer
import Loops
import TestKit
import Testing

/// What a handler learns of a client that does not wait for its answer.
@Suite struct ClientGoneTests {
    /// Waits until it is cancelled or let go, and says which.
    private final class Handler: Sendable {
        private let gate = Locked(false)
        private let outcome = Locked<String?>(nil)

        func open() { gate.withLock { $0 = true } }

        var end: String? { outcome.withLock { $0 } }

        @Sendable func answer(_ request: consuming Request) async -> Response {
            while !Task.isCancelled, !gate.withLock({ $0 }) {
                try? await EventLoop.current?.sleep(milliseconds: 2)
            }
            let end = Task.isCancelled ? "cancelled" : "let go"
            outcome.withLock { $0 = end }
            return .text(end)
        }
    }

    private static let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    private static func address(_ isUnix: Bool, in directory: TemporaryDirectory) -> Address {
        isUnix ? .unix(path: directory.file("s.sock")) : .tcp(host: "127.0.0.1", port: 0)
    }

    @Test(arguments: [false, true]) func itsHandlerIsCancelled(_ isUnix: Bool) async throws {
        let handler = Handler()
        let directory = try TemporaryDirectory()
        let address = Self.address(isUnix, in: directory)
        try await withServer(address: address, handler: handler.answer) { server in
            try Self.sendAndGo(server)
            #expect(await eventually { handler.end != nil })
            #expect(handler.end == "cancelled")
            #expect(await eventually { server.server.metrics.open == 0 })
        }
    }

    /// Over TCP only a reset says that nobody reads any more.
    private static func sendAndGo(_ server: TestServer) throws {
        let client = try server.connect()
        var hard = linger(l_onoff: 1, l_linger: 0)
        let size = socklen_t(MemoryLayout<linger>.size)
        unsafe setsockopt(client.descriptor, SOL_SOCKET, SO_LINGER, &hard, size)
        client.send(request)
    }

    @Test(arguments: [false, true]) func halfClosingIsNotGoing(_ isUnix: Bool) async throws {
        let handler = Handler()
        let directory = try TemporaryDirectory()
        let address = Self.address(isUnix, in: directory)
        try await withServer(address: address, handler: handler.answer) { server in
            let client = try server.connect()
            client.send(Self.request)
            client.endSending()
            // Another connection on the same loop: by its answer the end has been seen.
            let other = try server.connect()
            other.send("GET / HTTP/9.9\r\n\r\n")
            _ = other.receiveAll()
            #expect(handler.end == nil)
            handler.open()
            #expect(client.receiveAll().hasSuffix("\r\n\r\nlet go"))
        }
    }
}
