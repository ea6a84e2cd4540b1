import Contracts
import Basics
import HTTP
import HTTPClient
import HTTPServer
import JSON
import Loops
import Storage
import TestKit
import Testing

@testable import ServiceKit

/// Signed calls over a real socket: a client of ours, a server of ours, a file between them.
struct PeerTests {
    /// A service on a Unix socket, and a client that calls it.
    private final class Line: Sendable {
        let world: TestWorld
        let group = LoopGroup(count: 1)
        let http: HTTPClient
        let client: InternalClient
        let failures = LabelledCounter(["points"])
        private let server: HTTPServer

        init(
            _ directory: TemporaryDirectory,
            keys: InternalKeys? = nil,
            _ definition: (TestWorld) throws -> ServiceDefinition
        ) throws {
            world = TestWorld(home: directory.path)
            let harness = try ServiceHarness(definition(world), in: world)
            let address = Address.unix(path: directory.file("points.sock"))
            server = HTTPServer(ServerConfiguration(addresses: [address]), group: group) {
                await harness.respond(to: $0)
            }
            http = HTTPClient(group: group)
            client = InternalClient(
                upstream: Upstream(name: "points", addresses: [address]),
                http: http,
                keys: keys ?? world.keys,
                clock: world.clock.real,
                random: world.random,
                failures: failures
            )
            group.start()
        }

        func open() throws { try server.start() }

        func close() async {
            await http.close()
            await server.drain()
            await group.stop()
        }
    }

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func aSignedCallIsAnswered() async throws {
        let line = try Line(directory) { _ in try Shop().definition() }
        try line.open()
        let answer = try await line.client.post("/internal/ask", Bytes(#"{"question":"who"}"#.utf8))
        #expect(answer.status == 200)
        #expect(try answer.json()["answer"]?.string == "who")
        #expect(line.failures.counters.first?.counter.value == 0)
        await line.close()
    }

    @Test func anotherKeyIsRefused() async throws {
        let line = try Line(directory, keys: TestWorld.keys(9)) { _ in try Shop().definition() }
        try line.open()
        let answer = try await line.client.post("/internal/ask", Bytes(#"{"question":"who"}"#.utf8))
        #expect(answer.status == 401)
        #expect(answer.errorCode == "unauthenticated")
        await line.close()
    }

    @Test func whoIsNotThereIsCounted() async throws {
        let line = try Line(directory) { _ in try Shop().definition() }
        await #expect {
            try await line.client.get("/internal/clock")
        } throws: { error in
            guard case .unreachable(let unanswered) = error as? InternalFailure else {
                return false
            }
            return unanswered.failure == .unreachable(.noSocket)
                && unanswered.peer.hasPrefix("unix:")
        }
        // Asking is tried twice.
        #expect(line.failures.counters.first?.counter.value == 2)
        await line.close()
    }

    @Test func anAnswerThatTakesTooLongIsNotWaitedFor() async throws {
        let line = try Line(directory) { _ in
            var definition = ServiceDefinition()
            definition.handle(.get("/slow")) { _ in
                _ = await Pause.milliseconds(5000)
                return .json(Bytes("{}".utf8))
            }
            return definition
        }
        try line.open()
        await #expect(throws: InternalFailure.timedOut) {
            try await line.client.get("/slow", milliseconds: 100)
        }
        await line.close()
    }

    @Test func theSandboxTellsTheTime() async throws {
        let line = try Line(directory) { _ in
            var definition = ServiceDefinition()
            definition.handle(.get("/internal/clock")) { _ in
                .json(Bytes(#"{"offset_milliseconds":86400000}"#.utf8))
            }
            return definition
        }
        let clock = DomainClock(real: line.world.clock.real, movable: true)
        let time = SandboxTime(line.client, clock)
        #expect(time.problem != nil)
        try line.open()
        await time.learnAtStart()
        #expect(time.problem == nil)
        #expect(clock.offsetMilliseconds == 86_400_000)
        await line.close()
    }
}

/// What the server itself refuses.
struct ServerRefusalTests {
    @Test(arguments: [
        (Status.contentTooLarge, "/api/sign/", 413, #"{"code":-413,"msg":"提交的内容过大"}"#),
        (.requestTimeout, "/api/user/login", 408, #"{"code":10001,"message":"请求超时"}"#),
        (.uriTooLong, "/api/treasure/userLogin", 414, #"{"status":414,"msg":"请求地址过长"}"#),
        (.notImplemented, "/api/sign/", 501, #"{"code":-400,"msg":"请求格式错误"}"#),
    ])
    func itComesInTheContractOfThePath(
        _ status: Status,
        _ path: String,
        _ code: Int,
        _ body: String
    ) async throws {
        let response = Listeners.refusal(status, RequestTarget(path))
        let bytes = try await response.body.collect(upTo: 1000)
        #expect(response.status.code == code)
        #expect(String(decoding: bytes, as: UTF8.self) == body)
    }

    @Test func withoutAPathItIsInEnglish() async throws {
        let response = Listeners.refusal(.badRequest, nil)
        let bytes = try await response.body.collect(upTo: 1000)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"error":{"code":"unreadable","message":"The request cannot be read."}}"#
        )
    }
}
