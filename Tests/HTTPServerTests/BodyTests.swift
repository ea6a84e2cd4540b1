import Basics
import HTTP
import HTTPServer
import Loops
import Testing

@Suite struct BodyTests {
    @Test(arguments: [0, 1, 65_536, 65_537, 300_000, 5 << 20])
    func bodiesOfAllSizes(_ size: Int) async throws {
        try await withServer { server in
            let body = String(repeating: "x", count: size)
            let plain = "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n"
            let end = "Connection: close\r\n\r\n"
            let kind = size > 65_536 ? "streamed" : "whole"
            let first = try server.exchange(plain + end + body)
            #expect(first.hasSuffix("\(kind) \(size)"))
            let chunked =
                "POST /size HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\(end)"
            let chunk = size == 0 ? "" : "\(String(size, radix: 16))\r\n\(body)\r\n"
            let second = try server.exchange("\(chunked)\(chunk)0\r\n\r\n")
            #expect(second.hasSuffix(" \(size)"))
        }
    }

    @Test func continueIsSaidWhenTheHandlerAsks() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send(
                "POST /size HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 100000\r\nConnection: close\r\n\r\n"
            )
            #expect(client.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            client.send(String(repeating: "x", count: 100_000))
            #expect(client.receiveAll().hasSuffix("streamed 100000"))
        }
    }

    @Test func continueIsNotSaidWhenNobodyAsks() async throws {
        try await withServer { server in
            let text = try server.exchange(
                "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 100000\r\n\r\n"
            )
            #expect(text.hasPrefix("HTTP/1.1 200 OK"))
            #expect(text.contains("Connection: close"))
        }
    }

    @Test func aBodyCutInTheMiddleFailsAtTheHandler() async throws {
        let seen = Locked<[BodyFailure]>([])
        let handler: RequestHandler = { request in
            do throws(BodyFailure) {
                _ = try await request.body.collect(upTo: 1 << 20)
            } catch {
                seen.withLock { $0.append(error) }
            }
            return .text("late")
        }
        try await withServer(handler: handler) { server in
            let client = try server.connect()
            client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc")
            client.endSending()
            _ = client.receiveAll()
            #expect(await eventually { seen.withLock { $0 } == [.disconnected] })
        }
    }

    /// The handler answers without reading: a large rest is not read for ever, a small one is
    /// dropped and the connection goes on; the answer is seen in both cases.
    @Test(arguments: [(100_000, false), (70_000, true), (5 << 20, false)])
    func anUnreadBody(_ size: Int, _ isSentWhole: Bool) async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
            if isSentWhole { client.send(String(repeating: "x", count: size)) }
            let text = client.receive(until: "POST /a")
            #expect(text.hasPrefix("HTTP/1.1 200 OK"))
        }
    }

    @Test func aWorkerMayReadTheBody() async throws {
        let handler: RequestHandler = { request in
            let body = request.body
            let count = await withTaskExecutorPreference(WorkerPool.shared) {
                try? await body.collect(upTo: 1 << 20).count
            }
            return .text("\(count ?? -1)")
        }
        try await withServer(handler: handler) { server in
            let text = try server.exchange(
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\nConnection: close\r\n\r\n"
                    + String(repeating: "x", count: 500_000)
            )
            #expect(text.hasSuffix("500000"))
        }
    }

    @Test func aHandlerThatDoesNotReadStopsTheSender() async throws {
        let gate = Locked(false)
        let handler: RequestHandler = { request in
            while !gate.withLock({ $0 }) { try? await EventLoop.current?.sleep(milliseconds: 5) }
            let count = try? await request.body.collect(upTo: 10 << 20).count
            return .text("\(count ?? -1)")
        }
        var limits = HTTPLimits()
        limits.bodyGraceSeconds = 60
        try await withServer(limits: limits, handler: handler) { server in
            let size = 9 << 20
            let client = try server.connect()
            let sending = Task.detached {
                client.send(
                    "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n"
                        + "Connection: close\r\n\r\n"
                )
                return client.send(Bytes(repeating: 1, count: size))
            }
            #expect(await eventually { server.server.metrics.octetsRead > 0 })
            var before = -1
            _ = await eventually {
                let now = server.server.metrics.octetsRead
                defer { before = now }
                return now == before
            }
            #expect(server.server.metrics.octetsRead < 1 << 20)
            gate.withLock { $0 = true }
            #expect(await sending.value)
            #expect(client.receiveAll().hasSuffix("\(size)"))
        }
    }
}
