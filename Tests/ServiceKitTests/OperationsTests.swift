import Basics
import HTTP
import Storage
import Loops
import TestKit
import Testing

@testable import ServiceKit

/// Health, and what the sandbox may do to a running process.
struct OperationsTests {
    private let directory: TemporaryDirectory
    private let world: TestWorld

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
    }

    private static let migrations = [
        Migration(
            number: 1,
            name: "notes",
            sql: "CREATE TABLE note (id INT64 PRIMARY KEY NOT NULL);"
        )
    ]

    @Test func readinessNamesWhatIsMissing() async throws {
        let problem = Problem()
        var definition = ServiceDefinition()
        definition.ready("feed") { problem.text }
        definition.ready("keys") { nil }
        let harness = try ServiceHarness(definition, in: world)
        #expect(
            await harness.call(.get, "/readyz")
                == Answer(503, #"{"ready":false,"missing":{"feed":"nothing from auth yet"}}"#)
        )
        problem.text = nil
        #expect(await harness.call(.get, "/readyz") == Answer(200, #"{"ready":true}"#))
        #expect(await harness.call(.get, "/healthz") == Answer(200, #"{"alive":true}"#))
    }

    @Test func aProcessThatStopsIsNotReady() {
        let readiness = ProcessReadiness([])
        #expect(readiness.problems.isEmpty)
        readiness.stop()
        #expect(readiness.problems.map(\.name) == ["process"])
    }

    @Test func theClockIsMoved() async throws {
        let harness = try ServiceHarness(ServiceDefinition(), in: world)
        let before = world.clock.now
        let moved = await harness.call(
            .post,
            "/internal/clock",
            json: #"{"offset_milliseconds":-5000}"#
        )
        #expect(moved == Answer(200, #"{"offset_milliseconds":-5000}"#))
        #expect(world.clock.now == before.adding(seconds: -5))
        let tooFar = await harness.call(
            .post,
            "/internal/clock",
            json: #"{"offset_milliseconds":-9223372036854775808}"#
        )
        #expect(tooFar.status == 400)
        #expect(tooFar.body.contains(#""code":"too_far""#))
        #expect(world.clock.now == before.adding(seconds: -5))
        let missing = await harness.call(.post, "/internal/clock", json: "{}")
        #expect(missing.status == 400)
    }

    @Test func aClockOfProductionCannotBeMoved() {
        let clock = DomainClock(real: world.time.clock, movable: false)
        #expect(!clock.move(toOffsetMilliseconds: 1))
        #expect(clock.now == world.time.now)
    }

    @Test func commitsCanBeMadeToFail() async throws {
        let database = try world.serviceDatabase(migrations: Self.migrations)
        var definition = ServiceDefinition()
        definition.database = database.file
        let harness = try ServiceHarness(definition, in: world)
        let body = #"{"times":1,"kind":"full"}"#
        #expect(await harness.call(.post, "/internal/faults", json: body) == Answer(200, "{}"))
        await #expect(throws: Failure<Never>.unavailable(retryAfterSeconds: 1)) {
            try await database.write(refusing: Never.self) {
                try $0.connection.run("INSERT INTO note (id) VALUES (1)")
            }
        }
        try await database.write { try $0.connection.run("INSERT INTO note (id) VALUES (2)") }
        let wrong = await harness.call(
            .post,
            "/internal/faults",
            json: #"{"times":1,"kind":"fire"}"#
        )
        #expect(wrong.status == 400)
        await database.file.close()
    }
}

private final class Problem: Sendable {
    private let state = Locked<String?>("nothing from auth yet")

    var text: String? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
