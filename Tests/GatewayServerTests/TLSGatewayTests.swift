import Basics
import Glibc
import Processes
import TestKit
import Testing

/// The real gateway with a certificate, beside the real sandbox and auth.
@Suite struct TLSGatewayTests {
    /// Its files, which may be exchanged.
    private struct Files {
        let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
        }

        var settings: [String: String] {
            [
                "KUMQUAT_TLS_CERTIFICATE": directory.file("cert.pem"),
                "KUMQUAT_TLS_KEY": directory.file("key.pem"),
            ]
        }

        func put(_ made: TestCertificate) throws {
            try TextFile.write(made.certificate, to: directory.file("cert.pem"))
            try TextFile.write(made.key, to: directory.file("key.pem"))
        }
    }

    private static func request(_ target: String, closes: Bool = true) -> String {
        "GET \(target) HTTP/1.1\r\nHost: x\r\n\(closes ? "Connection: close\r\n" : "")\r\n"
    }

    private static func start(_ files: Files) async throws -> Stack {
        let stack = try Stack()
        for member in [StackMember.sandbox, .auth] { try await stack.start(member) }
        try await stack.start(.gateway, with: files.settings)
        return stack
    }

    private static func metric(_ stack: Stack, _ line: String) async throws -> Double? {
        let answer = try await TestClient(port: stack.port + 9).get("/metrics")
        return answer.text.split(separator: "\n").first { $0.hasPrefix(line + " ") }
            .flatMap { Double($0.dropFirst(line.count + 1)) }
    }

    @Test func itServesHTTPSByItself() async throws {
        let files = try Files()
        try files.put(TestCertificate("api.example.cn", days: 20))
        let stack = try await Self.start(files)
        let probe = try TLSProbe(port: stack.port)
        probe.send(Self.request("/api/nothing/"))
        let answer = try #require(probe.receiveAll())
        #expect(answer.hasPrefix("HTTP/1.1 404"))
        #expect(answer.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"))
        #expect(probe.version == "TLSv1.3")
        // Health goes by the operations' address, which speaks no TLS.
        let health = try await TestProcess.start(
            "kumquat-gateway",
            arguments: ["healthcheck"],
            environment: stack.environment.merging(files.settings) { $1 },
            output: stack.home.file("health")
        )
        #expect(try await health.exit() == .code(0))
        let resumed = try TLSProbe(port: stack.port, resuming: probe.session)
        #expect(resumed.isResumed)
        let name = "kumquat_tls_handshakes_total"
        #expect(try await Self.metric(stack, "\(name){outcome=\"full\"}") == 1)
        #expect(try await Self.metric(stack, "\(name){outcome=\"resumed\"}") == 1)
        let days = try #require(try await Self.metric(stack, "kumquat_tls_certificate_days"))
        #expect((19.9...20).contains(days))
        #expect(try await stack.stop()[.gateway] == .code(0))
    }

    /// What is connected stays so; who comes then sees the new one.
    @Test func aHangUpHasTheCertificateReadAgain() async throws {
        let files = try Files()
        try files.put(TestCertificate("first.example.cn"))
        let stack = try await Self.start(files)
        let gateway = try #require(stack.process(.gateway))
        let held = try TLSProbe(port: stack.port)
        #expect(held.commonName == "first.example.cn")
        held.send(Self.request("/healthz", closes: false))
        #expect(held.receive(until: "\n").hasPrefix("HTTP/1.1 200"))

        try files.put(TestCertificate("second.example.cn", days: 3))
        gateway.send(SIGHUP)
        try await eventually("the new one is shown") {
            try TLSProbe(port: stack.port).commonName == "second.example.cn"
        }
        #expect(gateway.output.contains("the certificate ends soon"))

        try TextFile.write("no certificate", to: files.directory.file("cert.pem"))
        gateway.send(SIGHUP)
        try await eventually("the failure is counted") {
            try await Self.metric(stack, "kumquat_tls_reloads_failed_total") == 1
        }
        #expect(try TLSProbe(port: stack.port).commonName == "second.example.cn")

        held.send(Self.request("/healthz"))
        #expect(held.receiveAll()?.contains("HTTP/1.1 200") == true)
        #expect(gateway.status == nil)
        #expect(try await stack.stop()[.gateway] == .code(0))
    }

    @Test(arguments: [
        ("KUMQUAT_TLS_KEY", "must be given with KUMQUAT_TLS_CERTIFICATE"),
        ("KUMQUAT_TLS_CERTIFICATE", "must be given with KUMQUAT_TLS_KEY"),
    ])
    func oneWithoutTheOtherStopsTheStart(_ missing: String, _ words: String) async throws {
        let files = try Files()
        try files.put(TestCertificate("x"))
        let said = try await Self.refusal(files.settings.filter { $0.key != missing })
        #expect(said.contains("\(missing): \(words)"))
    }

    @Test func anothersKeyStopsTheStart() async throws {
        let files = try Files()
        try files.put(TestCertificate("x"))
        try TextFile.write(TestCertificate("y").key, to: files.directory.file("key.pem"))
        let words = try await Self.refusal(files.settings)
        #expect(words.contains("KUMQUAT_TLS_KEY") && words.contains("is not the certificate's"))
        #expect(!words.contains("PRIVATE"))
    }

    private static func refusal(_ settings: [String: String]) async throws -> String {
        let stack = try Stack()
        let process = try await TestProcess.start(
            "kumquat-gateway",
            environment: stack.environment.merging(settings) { $1 },
            output: stack.home.file("words")
        )
        #expect(try await process.exit() == .code(1))
        return process.output
    }
}
