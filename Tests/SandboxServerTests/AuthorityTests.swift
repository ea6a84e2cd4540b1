import Basics
import Crypto
import HTTP
import Processes
import ServiceKit
import Storage
import TestKit
import Testing

@testable import SandboxServer

/// The sandbox's own authority, looked at by OpenSSL's own program.
@Suite struct AuthorityTests {
    private static func openssl(
        _ arguments: [String],
        in directory: TemporaryDirectory
    ) async throws -> (isGood: Bool, output: String) {
        let output = directory.file("out")
        let process = try await TestProcess.start(
            "/usr/bin/openssl",
            arguments: arguments,
            output: output
        )
        return (try await process.exit() == .code(0), process.output)
    }

    @Test(arguments: [
        ("-verify_hostname", "api.weixin.qq.com", true),
        ("-verify_hostname", "api2.mch.weixin.qq.com", true),
        ("-verify_hostname", "dysmsapi.aliyuncs.com", true), ("-verify_ip", "127.0.0.1", true),
        ("-verify_ip", "::1", true), ("-verify_hostname", "example.com", false),
        ("-verify_ip", "127.0.0.2", false),
    ])
    func whomItIsFor(_ option: String, _ host: String, _ isGood: Bool) async throws {
        let world = try await SandboxWorld()
        let directory = try TemporaryDirectory()
        for (path, name) in [("ca.pem", "ca"), ("tls/server.pem", "server")] {
            let reply = try await world.get("/sandbox/\(path)")
            #expect(reply.status == 200)
            try TextFile.write(reply.text, to: directory.file(name))
        }
        let seconds = world.world.clock.real.now().seconds
        let answer = try await Self.openssl(
            [
                "verify", "-x509_strict", "-attime", "\(seconds)", "-purpose", "sslserver",
                "-CAfile", directory.file("ca"), option, host, directory.file("server"),
            ],
            in: directory
        )
        #expect(answer.isGood == isGood, "\(answer.output)")
    }

    @Test func itStaysAndTheServersIsRenewed() async throws {
        let world = try await SandboxWorld()
        let first = try await world.sandbox.tlsAuthority()
        let again = try await world.sandbox.tlsAuthority()
        #expect(again.serverCertificate == first.serverCertificate)
        let key = try RSAPrivateKey(pem: first.serverKey)
        let certificate = try Certificate(pem: first.serverCertificate)
        #expect(certificate.publicKey.pem == key.publicKey.pem)
        let ending = TLSAuthority(
            privateKey: first.privateKey,
            certificate: first.certificate,
            serverKey: first.serverKey,
            serverCertificate: first.serverCertificate,
            serverUntil: world.world.clock.real.now().adding(seconds: 29 * 86_400)
        )
        try await world.sandbox.database.write { try AuthorityStore($0).save(ending) }
        let renewed = try await world.sandbox.tlsAuthority()
        #expect(renewed.certificate == first.certificate)
        #expect(renewed.serverCertificate != first.serverCertificate)
    }

    @Test func notForNamesFromOutside() async throws {
        let world = try await SandboxWorld()
        for path in AuthorityFiles.paths {
            let reply = try await world.send(.get, path, fields: [("Host", "evil.example")])
            #expect(reply.status == 403)
        }
    }
}
