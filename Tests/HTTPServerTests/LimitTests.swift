import HTTP
import HTTPServer
import Loops
import Testing

@Suite struct LimitTests {
    private static let host = "Host: x\r\n"

    @Test(arguments: [
        ("target", 200, "GET /\(String(repeating: "a", count: 16_000)) HTTP/1.1\r\n\(host)\r\n"),
        ("target", 414, "GET /\(String(repeating: "a", count: 17_000)) HTTP/1.1\r\n\(host)\r\n"),
        ("fields", 200, "GET / HTTP/1.1\r\n\(host)\(String(repeating: "A: b\r\n", count: 99))\r\n"),
        (
            "fields", 431,
            "GET / HTTP/1.1\r\n\(host)\(String(repeating: "A: b\r\n", count: 100))\r\n"
        ),
        (
            "head", 431,
            "GET / HTTP/1.1\r\n\(host)A: \(String(repeating: "b", count: 33_000))\r\n\r\n"
        ),
        ("body", 413, "POST / HTTP/1.1\r\n\(host)Content-Length: 10485761\r\n\r\n"),
        ("coding", 501, "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip\r\n\r\n"),
        ("framing", 400, "POST / HTTP/1.1\r\n\(host)Content-Length: 1, 1\r\n\r\na"),
        ("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        ("version", 505, "GET / HTTP/2.0\r\n\(host)\r\n"),
    ]) func sizes(_ name: String, _ status: Int, _ request: String) async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send(request)
            let text = client.receive(until: "\r\n\r\n")
            #expect(text.hasPrefix("HTTP/1.1 \(status) "))
            #expect(text.contains("Connection: close") == (status != 200))
        }
    }

    @Test(arguments: [
        ("nothing", "", ""),
        ("half a head", "GET / HTTP/1.1\r\nHo", "408"),
        ("half a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc", "408"),
        (
            "half a stream", "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\nabc",
            "400"
        ),
        ("after an answer", "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "200"),
    ]) func whoDoesNotGoOnIsNotWaitedForLong(
        _ name: String,
        _ request: String,
        _ status: String
    ) async throws {
        var limits = HTTPLimits()
        limits.headSeconds = 1
        limits.idleSeconds = 1
        limits.bodyGraceSeconds = 1
        try await withServer(limits: limits) { server in
            let text = try server.exchange(request)
            #expect(text.isEmpty == status.isEmpty)
            #expect(text.hasPrefix("HTTP/1.1 \(status)") || status.isEmpty)
        }
    }

    @Test func tooManyConnectionsAreRefusedCleanly() async throws {
        try await withServer(maximumConnections: 4) { server in
            let kept = try (0..<4).map { _ in try server.connect() }
            for client in kept {
                client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(client.receive(until: "GET /a").hasPrefix("HTTP/1.1 200"))
            }
            let refused = try server.exchange("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(refused.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(refused.contains("Connection: close"))
            #expect(server.server.metrics.refused == 1)
            kept[0].endSending()
            _ = kept[0].receiveAll()
            #expect(await eventually { server.server.metrics.open < 4 })
            let client = try server.connect()
            client.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(client.receive(until: "GET /b").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func oneAddressHasSoManyConnectionsAndNoMore() async throws {
        let limit: @Sendable (RemoteAddress) -> Int? = { $0.text == "127.0.0.1" ? 3 : nil }
        try await withServer(loops: 2, configure: { $0.connectionLimit = limit }) { server in
            let kept = try (0..<3).map { _ in try server.connect() }
            for client in kept {
                client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(client.receive(until: "GET /a").hasPrefix("HTTP/1.1 200"))
            }
            let refused = try server.exchange("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(refused.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            kept[0].endSending()
            _ = kept[0].receiveAll()
            #expect(
                await eventually {
                    let client = try? server.connect()
                    client?.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n")
                    return client?.receive(until: "GET /b").hasPrefix("HTTP/1.1 200") ?? false
                }
            )
        }
    }

    @Test func theServersOwnAnswersKnowTheTarget() async throws {
        let group = LoopGroup(count: 1)
        group.start()
        let configuration = ServerConfiguration(
            addresses: [.tcp(host: "127.0.0.1", port: 0)],
            errorResponse: { status, target in
                .text("\(status.code) \(target?.description ?? "nowhere")", status: status)
            }
        )
        let server = HTTPServer(configuration, group: group) { _ in Response(.ok) }
        try server.start()
        let address = try #require(server.addresses.first)
        for (request, body) in [
            ("GET /api/x?y HTTP/1.1\r\nBad Field: 1\r\n\r\n", "400 /api/x"),
            ("GET /api/x?y=%zz HTTP/1.1\r\n\r\n", "400 /api/x"),
            ("GET /api/x?\(String(repeating: "y", count: 17_000)) HTTP/1.1\r\n", "414 /api/x"),
            ("GET /%zz HTTP/1.1\r\n\r\n", "400 nowhere"),
            ("POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", "413 /up"),
            ("\u{2}\r\n", "400 nowhere"),
        ] {
            let client = try RawClient(address)
            client.send(request)
            #expect(client.receiveAll().hasSuffix("\r\n\r\n\(body)"))
        }
        await server.drain()
        await group.stop()
    }
}
