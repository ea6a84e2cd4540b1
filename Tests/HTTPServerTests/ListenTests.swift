import Glibc
import HTTP
import HTTPServer
import Loops
import TestKit
import Testing

@Suite struct ListenTests {
    @Test func aPortInUseIsNamed() async throws {
        try await withServer { server in
            try await expectInUse(server.address)
        }
    }

    @Test func aUnixSocketServes() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("s.sock")
        for _ in 0..<2 {
            var status = stat()
            try await withServer(address: .unix(path: path)) { server in
                #expect(unsafe stat(path, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600)
                let text = try server.exchange(
                    "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
                #expect(text.hasSuffix("GET /a"))
                try await expectInUse(server.address)
            }
            #expect(unsafe stat(path, &status) != 0)
        }
    }

    @Test func whatADeadProcessLeftBehindIsReplaced() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("s.sock")
        let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let address = try #require(SocketAddress(unixPath: path))
        #expect(unsafe address.withSockaddr { unsafe bind(stale, $0, $1) } == 0)
        close(stale)
        try await withServer(address: .unix(path: path)) { server in
            let text = try server.exchange("GET /a HTTP/1.0\r\n\r\n")
            #expect(text.hasSuffix("GET /a"))
        }
    }

    @Test(arguments: [
        Address.tcp(host: "no.such.name.invalid", port: 1),
        .unix(path: "/no/such/directory/s.sock"),
        .unix(path: "/tmp/" + String(repeating: "a", count: 100)),
    ]) func whatCannotBeListenedOn(_ address: Address) throws {
        let group = LoopGroup(count: 1)
        let server = HTTPServer(
            ServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0), address]),
            group: group
        ) { _ in Response(.ok) }
        let failure = #expect(throws: ListenFailure.self) { try server.start() }
        #expect(failure?.address == address)
        #expect(failure?.description.hasPrefix("\(address): ") == true)
    }

    private func expectInUse(_ address: Address) async throws {
        let group = LoopGroup(count: 1)
        group.start()
        let second = HTTPServer(ServerConfiguration(addresses: [address]), group: group) { _ in
            Response(.ok)
        }
        let failure = #expect(throws: ListenFailure.self) { try second.start() }
        #expect(failure?.reason == .inUse)
        #expect(failure?.description == "\(address): address already in use")
        await group.stop()
    }
}
