import Basics
import Glibc
import HTTP
import HTTPClient
import Loops
import Testing
import TestKit

@Suite struct StreamTests {
    private static let megabyte = 1 << 20

    /// A server that sends faster than the reader reads has to wait.
    @Test func downloadWithBackPressure() async throws {
        let sent = Counter()
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(32 * Self.megabyte)\r\n\r\n")
            for _ in 0..<32 {
                guard connection.send([UInt8](repeating: 7, count: Self.megabyte)) else { return }
                sent.add(1)
            }
        }
        try await TestClient().onLoop { client in
            let response = try await client.send(.get(peer))
            guard case .stream(let length, let source) = response.body else {
                Issue.record("not a stream")
                return
            }
            #expect(length == 32 * Self.megabyte)
            try await EventLoop.current?.sleep(milliseconds: 150)
            #expect(sent.value <= 2)
            var total = 0
            while let piece = try await source.next() {
                #expect(piece.count <= 300_000)
                total += piece.count
            }
            #expect(total == 32 * Self.megabyte)
            #expect(try await source.next() == nil)
        }
    }

    /// A source that could give more than the server takes is pulled no faster.
    @Test(arguments: [true, false]) func uploadWithBackPressure(_ announced: Bool) async throws {
        let gate = Counter()
        let total = 64 * 64 * 1024
        let peer = try ScriptedPeer { connection, _ in
            while gate.value == 0 { usleep(1000) }
            _ = connection.head()
            var seen = 0
            var end: [UInt8] = []
            while announced ? seen < total : !end.elementsEqual("0\r\n\r\n".utf8) {
                let octets = connection.receive(65_536)
                guard !octets.isEmpty else { return }
                seen += octets.count
                end = (end + octets).suffix(5)
            }
            connection.send(smallAnswer)
        }
        let source = PieceSource(count: 64, size: 64 * 1024)
        let client = TestClient().client
        let body = Body.stream(length: announced ? total : nil, source)
        async let answer = client.text(.post(peer, body))
        try await eventually("the upload begins") { source.pulled > 0 }
        try await TestClient.group.loops[1].sleep(milliseconds: 150)
        #expect(source.pulled <= 16)
        gate.add(1)
        #expect(await answer == .success("hello"))
        #expect(source.pulled == 64)
    }

    @Test func uploadArrivesAsItIs() async throws {
        let peer = try ScriptedPeer(answering: smallAnswer)
        let source = PieceSource(count: 4, size: 3)
        let answer = await TestClient().client.text(.post(peer, .stream(length: 12, source)))
        #expect(answer == .success("hello"))
        let octets: [UInt8] = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
        let expected = "Content-Length: 12\r\n\r\n" + String(decoding: octets, as: UTF8.self)
        #expect(peer.requests.first?.hasSuffix(expected) == true)
    }

    @Test(arguments: [(0, BodyFailure.malformed), (3, BodyFailure.malformed)])
    func uploadThatIsTooShort(_ pieces: Int, _ failure: BodyFailure) async throws {
        let peer = try ScriptedPeer { connection, _ in connection.untilClosed() }
        let source = PieceSource(count: pieces, size: 10)
        let answer = await TestClient().client.text(.post(peer, .stream(length: 40, source)))
        #expect(answer == .failure(.body(failure)))
    }

    @Test func uploadThatFails() async throws {
        let peer = try ScriptedPeer { connection, _ in connection.untilClosed() }
        let source = PieceSource(count: 9, size: 10, failsAfter: 2)
        let answer = await TestClient().client.text(.post(peer, .stream(length: nil, source)))
        #expect(answer == .failure(.body(.disconnected)))
        try await eventually("the connection is closed") { peer.closed == 1 }
    }

    @Test func anEarlyAnswerEndsTheUpload() async throws {
        let peer = try ScriptedPeer { connection, _ in
            connection.send(
                "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
            )
            connection.untilClosed()
        }
        let source = PieceSource(count: 1 << 20, size: 65_536)
        let answer = await TestClient().client.text(.post(peer, .stream(length: nil, source)))
        #expect(answer == .success("no"))
        try await eventually("the source is let go") { source.isCancelled }
    }

    @Test func aReaderThatGoesAwayClosesTheConnection() async throws {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nabc")
            connection.untilClosed()
        }
        let client = TestClient().client
        do {
            let response = try await client.send(.get(peer))
            #expect(response.body.length == 99_999_999)
        }
        try await eventually("the connection is closed") { peer.closed == 1 }
        let response = try await client.send(.get(peer))
        if case .stream(_, let source) = response.body { source.cancel() }
        try await eventually("the connection is closed") { peer.closed == 2 }
    }

    @Test func aStallEndsAStream() async throws {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\nabc")
            connection.untilClosed()
        }
        var request = ClientRequest.get(peer)
        request.stallMilliseconds = 100
        #expect(await TestClient().client.text(request) == .failure(.body(.timedOut)))
    }

    /// With a stall limit a stream may take longer than the total time.
    @Test func aStreamMayTakeItsTime() async throws {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<10 {
                usleep(40_000)
                connection.send("1\r\na\r\n")
            }
            connection.send("0\r\n\r\n")
        }
        var request = ClientRequest.get(peer)
        request.totalMilliseconds = 250
        #expect(await TestClient().client.text(request) == .failure(.body(.timedOut)))
        request.stallMilliseconds = 1000
        #expect(await TestClient().client.text(request) == .success("aaaaaaaaaa"))
    }
}

private final class Counter: Sendable {
    private let count = Locked(0)
    var value: Int { count.withLock { $0 } }
    func add(_ number: Int) { count.withLock { $0 += number } }
}
