import Basics
import Glibc
import HTTP
import HTTPClient
import Testing
import TestKit

@Suite struct ConnectionTests {
    @Test func connectionsAreKept() async throws {
        let peer = try ScriptedPeer(answering: smallAnswer)
        try await TestClient().onLoop { client in
            for _ in 0..<20 { #expect(await client.text(.get(peer)) == .success("hello")) }
            for _ in 0..<20 {
                #expect(await client.text(.post(peer, .bytes([1, 2]))) == .success("hello"))
            }
        }
        #expect(peer.connections == 1)
        #expect(peer.requests.count == 40)
    }

    /// The trap: libcurl itself would send the request again on a new connection.
    @Test func aPostThatWasReadIsNeverSentAgain() async throws {
        let peer = try ScriptedPeer { connection, peer in
            while let request = connection.request() {
                peer.note(request)
                // The first request of a connection is answered, the second one only read.
                guard connection.number == 1, peer.requests.count == 1 else { return }
                connection.send(smallAnswer)
            }
        }
        try await TestClient().onLoop { client in
            #expect(await client.text(.get(peer, "/first")) == .success("hello"))
            let answer = await client.text(.post(peer, .bytes(Bytes("pay".utf8)), "/pay"))
            #expect(answer == .failure(.disconnected))
        }
        #expect(peer.requests.filter { $0.hasPrefix("POST") }.count == 1)
    }

    @Test func aStreamedPostThatWasReadIsNeverSentAgain() async throws {
        let peer = try ScriptedPeer { connection, peer in
            while let request = connection.request() {
                peer.note(request)
                guard peer.requests.count == 1 else { return }
                connection.send(smallAnswer)
            }
        }
        try await TestClient().onLoop { client in
            #expect(await client.text(.get(peer)) == .success("hello"))
            let source = PieceSource(count: 3, size: 10)
            let answer = await client.text(.post(peer, .stream(length: 30, source)))
            #expect(answer == .failure(.disconnected))
        }
        #expect(peer.requests.filter { $0.hasPrefix("POST") }.count == 1)
    }

    @Test func aGetIsTriedOnceMore() async throws {
        let peer = try ScriptedPeer { connection, peer in
            while let request = connection.request() {
                peer.note(request)
                // Only fresh connections are answered, and only once.
                guard peer.requests.count != 2 else { return }
                connection.send(smallAnswer)
            }
        }
        try await TestClient().onLoop { client in
            #expect(await client.text(.get(peer)) == .success("hello"))
            #expect(await client.text(.get(peer)) == .success("hello"))
        }
        #expect(peer.requests.count == 3)
    }

    @Test func aGetOnANewConnectionIsNotTriedAgain() async throws {
        let peer = try ScriptedPeer { connection, peer in
            if let request = connection.request() { peer.note(request) }
        }
        #expect(await TestClient().client.text(.get(peer)) == .failure(.disconnected))
        #expect(peer.requests.count == 1)
    }

    /// A kept connection that ended meanwhile costs a POST nothing: not an octet went out.
    @Test func aClosedConnectionIsNotUsed() async throws {
        let peer = try ScriptedPeer { connection, peer in
            guard let request = connection.request() else { return }
            peer.note(request)
            connection.send(smallAnswer)
        }
        try await TestClient().onLoop { client in
            for round in 1...20 {
                let stream = Body.stream(length: 10, PieceSource(count: 2, size: 5))
                let body = round.isMultiple(of: 2) ? stream : .bytes([1])
                let answer = await client.text(.post(peer, body, "/\(round)"))
                #expect(answer == .success("hello"))
                try await eventually("the peer closes") { peer.closed == round }
            }
        }
        #expect(peer.requests.count == 20)
    }

    /// Octets that come while nothing was asked are never taken for the next answer.
    @Test func anUnaskedAnswerSpoilsTheConnection() async throws {
        let peer = try ScriptedPeer { connection, peer in
            while let request = connection.request() {
                peer.note(request)
                connection.send(smallAnswer)
                guard connection.number == 1 else { continue }
                usleep(20_000)
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
                peer.note("evil was sent")
            }
        }
        try await TestClient().onLoop { client in
            #expect(await client.text(.get(peer)) == .success("hello"))
            try await eventually("the peer misbehaves") { peer.requests.contains("evil was sent") }
            try await eventually("the client gives the connection up") { peer.closed == 1 }
            let answer = await client.text(.post(peer, .bytes([1])))
            #expect(answer == .success("hello"))
        }
    }

    @Test func nobodyThere() async throws {
        let directory = try TemporaryDirectory()
        let request = ClientRequest(address: .unix(path: directory.file("none")), target: "/")
        #expect(await TestClient().client.text(request) == .failure(.unreachable(.noSocket)))
        let port = try FreePorts.block(1)
        let tcp = ClientRequest(address: .tcp(host: "localhost", port: port), target: "/")
        #expect(await TestClient().client.text(tcp) == .failure(.unreachable(.refused)))
        let unknown = ClientRequest(address: .tcp(host: "no.such.invalid", port: 80), target: "/")
        let failure = await TestClient().client.text(unknown)
        #expect(failure == .failure(.unreachable(.nameUnknown)))
    }

    /// Somebody is there who speaks no TLS: something else, or nothing at all.
    @Test(arguments: [
        ("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", Obstacle.tls), ("", .tooLate),
    ])
    func noTLS(_ words: String, _ obstacle: Obstacle) async throws {
        let listener = try TCPListener(saying: words)
        var request = ClientRequest(
            address: .tcp(host: "127.0.0.1", port: listener.port),
            target: "/"
        )
        request.tls = true
        request.connectMilliseconds = 300
        request.totalMilliseconds = 2000
        #expect(await TestClient().client.text(request) == .failure(.unreachable(obstacle)))
    }

    /// A log line says who did not answer and why, each obstacle in words of its own, and nothing of
    /// the request.
    @Test func whatTheLogIsTold() {
        let peer = Address.tcp(host: "api.weixin.qq.com", port: 443)
        let lines = Obstacle.allCases.map {
            Unanswered(peer, .unreachable($0)).description
        }
        #expect(Set(lines).count == Obstacle.allCases.count)
        #expect(lines.allSatisfy { $0.hasPrefix("api.weixin.qq.com:443: ") })
        #expect(
            Unanswered(peer, .timedOut).description == "api.weixin.qq.com:443: no answer in time"
        )
        #expect(
            Unanswered(.tcp(host: "::1", port: 80), .disconnected).description
                == "[::1]:80: the connection ended without an answer"
        )
        #expect(
            Unanswered(.unix(path: "/run/auth.sock"), .unreachable(.noSocket)).description
                == "unix:/run/auth.sock: there is no such socket"
        )
    }

    @Test func noAnswerInTime() async throws {
        let peer = try ScriptedPeer { connection, _ in connection.untilClosed() }
        var request = ClientRequest.post(peer, .bytes([1]))
        request.totalMilliseconds = 200
        let start = SystemTime.monotonicNanoseconds()
        #expect(await TestClient().client.text(request) == .failure(.timedOut))
        let took = (SystemTime.monotonicNanoseconds() - start) / 1_000_000
        #expect((190...1500).contains(took))
        try await eventually("the connection is closed") { peer.closed == 1 }
    }

    @Test func halfAnAnswerInTime() async throws {
        let peer = try ScriptedPeer { connection, _ in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")
            connection.untilClosed()
        }
        var request = ClientRequest.get(peer)
        request.totalMilliseconds = 200
        #expect(await TestClient().client.text(request) == .failure(.timedOut))
    }

    @Test func cancellation() async throws {
        let peer = try ScriptedPeer { connection, peer in
            peer.note(connection.request() ?? "")
            connection.untilClosed()
        }
        let client = TestClient().client
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                #expect(await client.text(.get(peer)) == .failure(.cancelled))
            }
            group.addTask {
                try? await eventually("the request is there") { peer.requests.count == 1 }
            }
            _ = await group.next()
            group.cancelAll()
        }
        try await eventually("the connection is closed") { peer.closed == 1 }
    }

    @Test func closing() async throws {
        let peer = try ScriptedPeer { connection, peer in
            peer.note(connection.request() ?? "")
            connection.untilClosed()
        }
        let client = TestClient().client
        async let answer = client.text(.get(peer))
        try await eventually("the request is there") { peer.requests.count == 1 }
        await client.close()
        #expect(await answer == .failure(.cancelled))
        #expect(await client.text(.get(peer)) == .failure(.unreachable(.ourLimit)))
    }

    @Test func manyAtOnce() async throws {
        let peer = try ScriptedPeer(answering: smallAnswer)
        var limits = ClientLimits()
        limits.connectionsPerServer = 8
        let client = TestClient(limits).client
        let good = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask { await client.text(.get(peer)) == .success("hello") }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(good == 200)
        #expect(peer.connections <= 16)
    }
}
