import Basics
import HTTP
import HTTPServer
import Loops
import TLS
import TestKit
import Testing

/// Clients that are slow, or speak something else.
@Suite struct TLSAbuseTests {
    private static let large = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"

    /// Nothing, the beginning of a hello, and one that dribbles.
    @Test(arguments: [[], [0x16], [0x16, 0x03, 0x01, 0x40, 0x00, 0x01]] as [Bytes])
    func aHandshakeHasADeadline(_ octets: Bytes) async throws {
        let tls = try TLSTests.server()
        try await withServer(
            configure: {
                $0.tls = tls
                $0.handshakeSeconds = 1
            }
        ) { server in
            let client = try server.connect()
            client.send(octets)
            #expect(await eventually { server.server.metrics.accepted == 1 })
            #expect(await eventually(seconds: 20) { server.server.metrics.open == 0 })
            #expect(await eventually { tls.metrics.failed == 1 })
            withExtendedLifetime(client) {}
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "SSH-2.0-x\r\n", "\u{0}\u{0}\u{0}\u{0}\u{0}",
    ])
    func whatIsNoTLSIsCutOff(_ text: String) async throws {
        let tls = try TLSTests.server()
        try await withServer(
            configure: {
                $0.tls = tls
                // Not by waiting for the end of the handshake.
                $0.handshakeSeconds = 3600
            }
        ) { server in
            let client = try server.connect()
            client.send(text)
            #expect(await eventually { server.server.metrics.accepted == 1 })
            #expect(await eventually { server.server.metrics.open == 0 })
            #expect(await eventually { tls.metrics.failed == 1 })
            #expect(server.server.metrics.requests == 0)
        }
    }

    @Test func answersWaitUntilTheyAreRead() async throws {
        let tls = try TLSTests.server()
        try await withServer(configure: { $0.tls = tls }) { server in
            let probe = try TLSProbe(port: TLSTests.port(server))
            probe.send(String(repeating: Self.large, count: 50))
            var before = -1
            _ = await eventually {
                let now = server.server.metrics.octetsWritten
                defer { before = now }
                return now == before && now > 0
            }
            #expect(server.server.metrics.requests < 20)
            var total = 0
            while total < 50 << 20, let octets = probe.receive(), !octets.isEmpty {
                total += octets.count
            }
            #expect(total >= 50 << 20)
            #expect(server.server.metrics.requests == 50)
        }
    }

    @Test func aReaderThatStopsIsCutOff() async throws {
        let tls = try TLSTests.server()
        try await withServer(
            configure: {
                $0.tls = tls
                $0.writeStallSeconds = 1
            }
        ) { server in
            let probe = try TLSProbe(port: TLSTests.port(server))
            probe.send(String(repeating: Self.large, count: 20))
            #expect(await eventually { server.server.metrics.octetsWritten > 0 })
            #expect(await eventually(seconds: 20) { server.server.metrics.open == 0 })
            #expect(server.server.metrics.stalled == 1)
            withExtendedLifetime(probe) {}
        }
    }

    /// Each asks for an answer that nobody reads.
    @Test func whoeverAsksForKeysWithoutEndIsCutOff() async throws {
        let tls = try TLSTests.server()
        var wishes = TLSProbe.Wishes()
        wishes.minorVersion = 3
        try await withServer(configure: { $0.tls = tls }) { server in
            let probe = try TLSProbe(port: TLSTests.port(server), wishes)
            var count = 0
            while count < 2_000_000, probe.updateKeys() { count += 1 }
            #expect(await eventually(seconds: 40) { server.server.metrics.open == 0 })
        }
    }

    @Test func tooManyAreClosedUntold() async throws {
        let tls = try TLSTests.server()
        try await withServer(maximumConnections: 1, configure: { $0.tls = tls }) { server in
            let port = try TLSTests.port(server)
            let first = try TLSProbe(port: port)
            #expect(throws: TLSProbe.Refused.self) { try TLSProbe(port: port) }
            first.send(TLSTests.get)
            #expect(first.receiveAll()?.hasSuffix("GET /x") == true)
            #expect(server.server.metrics.refused == 1)
        }
    }

    @Test func slowRequestsAreGivenUp() async throws {
        let tls = try TLSTests.server()
        var limits = HTTPLimits()
        limits.headSeconds = 1
        try await withServer(limits: limits, configure: { $0.tls = tls }) { server in
            let probe = try TLSProbe(port: TLSTests.port(server))
            probe.send("GET / HTTP/1.1\r\nHost")
            #expect(probe.receiveAll()?.hasPrefix("HTTP/1.1 408") == true)
            #expect(server.server.metrics.tooSlow == 1)
        }
    }
}
