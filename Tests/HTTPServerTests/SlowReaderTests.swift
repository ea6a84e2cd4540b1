import HTTP
import HTTPServer
import Testing

@Suite struct SlowReaderTests {
    private static let large = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"

    /// Fifty answers of a megabyte, and nobody reads: only what the kernel takes, and one more, is
    /// made. When the client reads after all, all fifty come.
    @Test func answersWaitUntilTheyAreRead() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send(String(repeating: Self.large, count: 50))
            var before = -1
            _ = await eventually {
                let now = server.server.metrics.octetsWritten
                defer { before = now }
                return now == before && now > 0
            }
            #expect(server.server.metrics.requests < 20)
            var total = 0
            while total < 50 << 20, let octets = client.receive(), !octets.isEmpty {
                total += octets.count
            }
            #expect(total >= 50 << 20)
            #expect(server.server.metrics.requests == 50)
        }
    }

    @Test func aReaderThatStopsIsCutOff() async throws {
        try await withServer(configure: { $0.writeStallSeconds = 1 }) { server in
            let client = try server.connect()
            client.send(String(repeating: Self.large, count: 20))
            #expect(await eventually { server.server.metrics.octetsWritten > 0 })
            #expect(await eventually(seconds: 20) { server.server.metrics.open == 0 })
            withExtendedLifetime(client) {}
        }
    }
}
