import HTTP
import HTTPServer
import Loops
import Synchronization
import Testing

@Suite struct DrainTests {
    @Test func nothingToDoIsQuick() async throws {
        try await withServer { server in
            let start = ContinuousClock.now
            await server.server.drain()
            #expect(ContinuousClock.now - start < .seconds(15))
            #expect(throws: RawClient.NotConnected.self) { try server.connect() }
        }
    }

    @Test func aRequestThatRunsIsAnsweredAndItsConnectionEnds() async throws {
        let gate = Locked(false)
        let handler: RequestHandler = { _ in
            while !gate.withLock({ $0 }) { try? await EventLoop.current?.sleep(milliseconds: 2) }
            return .text("slow")
        }
        try await withServer(handler: handler, configure: { $0.drainGraceMilliseconds = 50 }) {
            server in
            let client = try server.connect()
            let idle = try server.connect()
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await eventually { server.server.metrics.requests == 1 })
            async let drained: Void = server.server.drain()
            #expect(idle.receive() == [])  // closed, so the server is draining
            gate.withLock { $0 = true }
            let text = client.receiveAll()
            await drained
            #expect(text.contains("Connection: close"))
            #expect(text.hasSuffix("slow"))
        }
    }

    @Test func whatTakesTooLongIsCut() async throws {
        let gate = Locked(false)
        let hasEnded = Locked(false)
        let handler: RequestHandler = { _ in
            defer { hasEnded.withLock { $0 = true } }
            while !gate.withLock({ $0 }) { try? await EventLoop.current?.sleep(milliseconds: 2) }
            return .text("late")
        }
        try await withServer(handler: handler, configure: { $0.drainSeconds = 1 }) { server in
            let client = try server.connect()
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await eventually { server.server.metrics.requests == 1 })
            let start = ContinuousClock.now
            await server.server.drain()
            #expect(ContinuousClock.now - start < .seconds(40))
            gate.withLock { $0 = true }
            #expect(client.receiveAll().isEmpty)
            #expect(await eventually { hasEnded.withLock { $0 } })
        }
    }

    /// Clients go on sending on kept connections while the server drains: each request that went
    /// out is answered, until an answer says that the connection closes.
    @Test func underLoadNoRequestIsLost() async throws {
        try await withServer(loops: 2, configure: { $0.drainGraceMilliseconds = 20_000 }) {
            server in
            let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
                for _ in 0..<16 {
                    group.addTask { try await clientThreads.run { Self.load(server) } }
                }
                #expect(await eventually { server.server.metrics.requests > 200 })
                await server.server.drain()
                var sum = Outcome()
                for try await outcome in group {
                    sum.answered += outcome.answered
                    sum.lost += outcome.lost
                }
                return sum
            }
            #expect(outcomes.lost == 0)
            #expect(outcomes.answered == server.server.metrics.requests)
        }
    }

    private struct Outcome {
        var answered = 0
        var lost = 0
    }

    private static func load(_ server: TestServer) -> Outcome {
        var outcome = Outcome()
        while let client = try? server.connect() {
            while true {
                guard client.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n") else { break }
                let text = client.receive(until: "GET /x")
                guard text.hasSuffix("GET /x") else {
                    outcome.lost += 1
                    break
                }
                outcome.answered += 1
                if text.contains("Connection: close") { break }
            }
            if outcome.lost > 0 { break }
        }
        return outcome
    }
}
