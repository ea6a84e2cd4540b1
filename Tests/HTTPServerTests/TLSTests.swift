import Basics
import Crypto
import HTTP
import HTTPServer
import TLS
import TestKit
import Testing

@Suite struct TLSTests {
    static func identity(_ hosts: String) throws -> TLSIdentity {
        let made = TestCertificate(hosts)
        return try TLSIdentity(
            certificates: Bytes(made.certificate.utf8),
            key: Bytes(made.key.utf8)
        )
    }

    static func server(_ choose: @escaping TLSServer.Choice = { _ in nil }) throws -> TLSServer {
        try TLSServer(identity("usual.example.cn"), random: SecureRandom.source, choose: choose)
    }

    static let get = "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    static func port(_ server: TestServer) throws -> Int {
        guard case .tcp(_, let port) = server.address else { throw RawClient.NotConnected(code: 0) }
        return port
    }

    private func with(
        _ tls: TLSServer,
        limits: HTTPLimits = HTTPLimits(),
        configure: (inout ServerConfiguration) -> Void = { _ in },
        _ body: (TestServer, _ port: Int) async throws -> Void
    ) async throws {
        try await withServer(
            limits: limits,
            loops: 2,
            configure: {
                $0.tls = tls
                configure(&$0)
            },
            { server in try await body(server, Self.port(server)) }
        )
    }

    @Test(arguments: [(1, false), (2, true), (3, true)])
    func versions(_ minor: Int, _ isSpoken: Bool) async throws {
        let tls = try Self.server()
        try await with(tls) { _, port in
            var wishes = TLSProbe.Wishes()
            wishes.minorVersion = minor
            let probe = try? TLSProbe(port: port, wishes)
            #expect((probe != nil) == isSpoken)
            guard let probe else { return }
            #expect(probe.version == "TLSv1.\(minor)")
            probe.send(Self.get)
            #expect(probe.receiveAll()?.hasSuffix("GET /x") == true)
        }
    }

    @Test(
        arguments: [
            ([], ""), (["http/1.1"], "http/1.1"), (["h2", "http/1.1"], "http/1.1"), (["h2"], nil),
        ] as [([String], String?)]
    )
    func protocols(_ offered: [String], _ agreed: String?) async throws {
        try await with(try Self.server()) { _, port in
            var wishes = TLSProbe.Wishes()
            wishes.protocols = offered
            #expect((try? TLSProbe(port: port, wishes))?.agreedProtocol == agreed)
        }
    }

    /// A session outlives another certificate, and ends with the keys of its ticket.
    @Test(arguments: [2, 3])
    func sessionsAreResumed(_ minor: Int) async throws {
        let tls = try Self.server()
        var wishes = TLSProbe.Wishes()
        wishes.minorVersion = minor
        try await with(tls) { _, port in
            func visit(_ session: TLSProbe.Session?) throws -> TLSProbe {
                let probe = try TLSProbe(port: port, wishes, resuming: session)
                probe.send(Self.get)
                #expect(probe.receiveAll()?.hasSuffix("GET /x") == true)
                return probe
            }
            let first = try visit(nil)
            #expect(!first.isResumed && first.commonName == "usual.example.cn")
            let second = try visit(first.session)
            #expect(second.isResumed)
            try tls.replace(Self.identity("next.example.cn"))
            #expect(try visit(nil).commonName == "next.example.cn")
            let third = try visit(second.session)
            #expect(third.isResumed)
            try tls.renewTicketKeys()
            #expect(try !visit(third.session).isResumed)
            let done = tls.metrics
            #expect((done.full, done.resumed, done.failed) == (3, 2, 0))
        }
    }

    @Test func hostsHaveCertificatesOfTheirOwn() async throws {
        let other = try Self.identity("other.example.cn")
        let tls = try Self.server { $0 == "other.example.cn" ? other : nil }
        try await with(tls) { _, port in
            for (host, name) in [
                (nil, "usual.example.cn"), ("unknown.example.cn", "usual.example.cn"),
                ("other.example.cn", "other.example.cn"), ("OTHER.example.cn", "other.example.cn"),
            ] {
                var wishes = TLSProbe.Wishes()
                wishes.host = host
                let probe = try TLSProbe(port: port, wishes)
                #expect(probe.commonName == name)
            }
        }
    }

    @Test func requestsInOnePieceAreAnsweredInTheirOrder() async throws {
        try await with(try Self.server()) { _, port in
            let probe = try TLSProbe(port: port)
            probe.send((0..<200).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
            for number in 0..<200 {
                #expect(probe.receive(until: "GET /\(number)").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func largeBodiesComeWholeInBothDirections() async throws {
        try await with(try Self.server()) { _, port in
            let body = String(repeating: "0123456789", count: 300_000)
            let probe = try TLSProbe(port: port)
            probe.send(
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "Connection: close\r\n\r\n\(body)"
            )
            #expect(probe.receiveAll()?.hasSuffix("\r\n\r\n\(body)") == true)
        }
    }

    @Test func whoeverEndsItsSideIsStillAnswered() async throws {
        try await with(try Self.server()) { _, port in
            let probe = try TLSProbe(port: port)
            probe.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            probe.endSending()
            #expect(probe.receiveAll()?.hasSuffix("slow") == true)
        }
    }

    @Test func requestsSayThatTheyCameByTLS() async throws {
        let handler: RequestHandler = { request in .text("\(request.isSecure)") }
        for isSecure in [true, false] {
            let tls = isSecure ? try Self.server() : nil
            try await withServer(handler: handler, configure: { $0.tls = tls }) { server in
                let port = try Self.port(server)
                let text =
                    isSecure
                    ? try {
                        let probe = try TLSProbe(port: port)
                        probe.send(Self.get)
                        return probe.receiveAll() ?? ""
                    }() : try server.exchange(Self.get)
                #expect(text.hasSuffix("\(isSecure)"))
            }
        }
    }

    @Test func drainingAnswersWhatHasBegun() async throws {
        try await with(try Self.server()) { server, port in
            let probe = try TLSProbe(port: port)
            probe.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await eventually { server.server.metrics.requests == 1 })
            async let drained: Void = server.server.drain()
            #expect(probe.receiveAll()?.hasSuffix("slow") == true)
            await drained
        }
    }
}
