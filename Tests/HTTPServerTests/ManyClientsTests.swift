import HTTP
import HTTPServer
import Loops
import Synchronization
import Testing

@Suite struct ManyClientsTests {
    @Test(arguments: [1, 2]) func sixtyFourAtOnce(_ loops: Int) async throws {
        try await withServer(loops: loops) { server in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        try await clientThreads.run { try Self.exchanges(server, number) }
                    }
                }
                var right = 0
                for try await count in group { right += count }
                #expect(right == 64 * 30)
            }
            #expect(server.server.metrics.requests == 64 * 30)
        }
    }

    private static func exchanges(_ server: TestServer, _ number: Int) throws -> Int {
        let client = try server.connect()
        var right = 0
        for turn in 0..<30 {
            let text = "client \(number) turn \(turn)"
            client.send(
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
            )
            if client.receive(until: text).hasPrefix("HTTP/1.1 200") { right += 1 }
        }
        return right
    }

    @Test func connectionsAreDealtEvenly() async throws {
        let seen = Locked<[Int: Int]>([:])
        let handler: RequestHandler = { _ in
            let index = EventLoop.current?.index ?? -1
            seen.withLock { $0[index, default: 0] += 1 }
            return .text("ok")
        }
        try await withServer(loops: 2, handler: handler) { server in
            let clients = try (0..<20).map { _ in try server.connect() }
            for client in clients {
                client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = client.receive(until: "ok")
            }
            #expect(seen.withLock { $0 } == [0: 10, 1: 10])
        }
    }
}
