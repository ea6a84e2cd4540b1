import Basics
import HTTP
import JSON
import ServiceKit
import Loops
import Testing

@testable import SandboxServer

@Suite struct ClockTests {
    /// A process that notes what it is told.
    final class Listener: Sendable {
        let told = Locked<[String]>([])

        func neighbour(
            _ name: String,
            answers: [Result<Int, InternalFailure>] = [.success(200)]
        ) -> ControlledProcess {
            ControlledProcess(
                name: name,
                replicas: answers.map { answer in
                    ControlledProcess.Replica { line throws(InternalFailure) in
                        let text = String(decoding: line.body, as: UTF8.self)
                        self.told.withLock { $0.append("\(name) \(line.target) \(text)") }
                        return try answer.get()
                    }
                }
            )
        }
    }

    @Test func everybodyIsTold() async throws {
        let listener = Listener()
        let world = try await SandboxWorld(
            neighbours: [
                listener.neighbour("auth"),
                listener.neighbour("points", answers: [.success(200), .success(200)]),
            ]
        )
        let before = world.world.clock.now
        let reply = try await world.post("/sandbox/clock", #"{"advance_seconds":86400}"#)
        #expect(reply.status == 200)
        #expect(reply.json["now"]?.integer == before.seconds + 86_400)
        #expect(reply.json["offset_milliseconds"]?.integer == 86_400_000)
        #expect(reply.json["not_running"] == .array([]))
        #expect(world.world.clock.now == before.adding(seconds: 86_400))
        let call = #"/internal/clock {"offset_milliseconds":86400000}"#
        #expect(
            listener.told.withLock { $0 }.sorted()
                == ["auth \(call)", "points \(call)", "points \(call)"]
        )
        let again = try await world.post("/sandbox/clock", #"{"advance_seconds":1}"#)
        #expect(again.json["offset_milliseconds"]?.integer == 86_401_000)
        let reset = try await world.post("/sandbox/clock", #"{"reset":true}"#)
        #expect(reset.json["now"]?.integer == before.seconds)
        #expect(world.world.clock.offsetMilliseconds == 0)
    }

    /// The time of a new file may begin earlier; from then on only moves count.
    @Test func beginsEarlier() async throws {
        let world = try await SandboxWorld(daysAgo: 8)
        let days: Int64 = 86_400_000
        #expect(world.world.clock.offsetMilliseconds == -8 * days)
        let step = try await world.post("/sandbox/clock", #"{"advance_seconds":86400}"#)
        #expect(step.json["offset_milliseconds"]?.integer == -7 * days)
        try await world.sandbox.prepare()
        #expect(world.world.clock.offsetMilliseconds == -7 * days)
        _ = try await world.post("/sandbox/clock", #"{"reset":true}"#)
        try await world.sandbox.prepare()
        #expect(world.world.clock.offsetMilliseconds == 0)
    }

    /// Who does not run asks at its start; who runs and did not take it is an error.
    @Test func someAreNotTold() async throws {
        let listener = Listener()
        let away = listener.neighbour("points", answers: [.failure(.unstubbed)])
        let world = try await SandboxWorld(neighbours: [listener.neighbour("auth"), away])
        let reply = try await world.post("/sandbox/clock", #"{"advance_seconds":1}"#)
        #expect(reply.status == 200)
        #expect(reply.json["not_running"] == .array([.string("points")]))
        for failure: Result<Int, InternalFailure> in [
            .failure(.timedOut), .failure(.disconnected), .success(401), .success(500),
        ] {
            let world = try await SandboxWorld(
                neighbours: [listener.neighbour("treasure", answers: [failure])]
            )
            let reply = try await world.post("/sandbox/clock", #"{"advance_seconds":1}"#)
            #expect(reply.status == 502)
            #expect(reply.error == "not_everywhere")
            #expect(reply.json["error"]?["message"]?.string?.contains("treasure") == true)
        }
    }

    @Test(arguments: [
        "", "{}", #"{"advance_seconds":-1}"#, #"{"advance_seconds":"1"}"#,
        #"{"advance_seconds":1.5}"#, #"{"advance_seconds":9223372036854775807}"#,
        #"{"advance_seconds":1,"reset":true}"#, #"{"reset":false}"#, #"{"reset":1}"#,
    ])
    func refused(_ body: String) async throws {
        let world = try await SandboxWorld()
        let reply = try await world.post("/sandbox/clock", body)
        #expect(reply.status == 400)
        #expect(world.world.clock.offsetMilliseconds == 0)
    }

    @Test func aCenturyIsTheEnd() async throws {
        let world = try await SandboxWorld()
        let step = #"{"advance_seconds":316224000}"#
        var statuses: [Int] = []
        for _ in 0..<11 { statuses.append(try await world.post("/sandbox/clock", step).status) }
        #expect(statuses == Array(repeating: 200, count: 10) + [400])
    }

    /// Moves at the same moment come one after the other: nobody is left with an older one.
    @Test func twentyAtOnce() async throws {
        let listener = Listener()
        let world = try await SandboxWorld(neighbours: [listener.neighbour("auth")])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await world.advance(1) } }
            try await group.waitForAll()
        }
        #expect(world.world.clock.offsetMilliseconds == 20_000)
        let told = listener.told.withLock { $0 }
        #expect(
            told == (1...20).map { #"auth /internal/clock {"offset_milliseconds":\#($0)000}"# }
        )
    }

    @Test func othersAsk() async throws {
        let world = try await SandboxWorld()
        try await world.advance(60)
        let unsigned = try await world.get("/internal/clock")
        #expect(unsigned.status == 401)
        let signed = await world.signed(.get, "/internal/clock")
        #expect(signed.status == 200)
        #expect(signed.text == #"{"offset_milliseconds":60000}"#)
    }
}
