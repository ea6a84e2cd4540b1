import HTTP
import JSON
import ServiceKit
import Testing

@testable import SandboxServer

/// The same seed, the same run.
@Suite struct SeedTests {
    /// Openids, a code and a session key.
    private static func drawn(_ world: SandboxWorld) async throws -> [String] {
        let users = try await world.get("/sandbox/users").text
        let code = try await world.code()
        let key = try await world.login()["session_key"]?.string ?? ""
        let sealed = try await world.post(
            "/sandbox/encrypt",
            #"{"user":"xiaoming","kind":"phone","raw":"{}"}"#
        ).text
        return [users, code, key, sealed]
    }

    @Test func ofTheSettings() async throws {
        let first = try await SandboxWorld(seed: 7)
        let second = try await SandboxWorld(seed: 7)
        let other = try await SandboxWorld(seed: 8)
        let drawn = try await Self.drawn(first)
        #expect(try await Self.drawn(second) == drawn)
        #expect(try await Self.drawn(other) != drawn)
        #expect(try await first.credentials() == second.credentials())
        #expect(try await first.get("/sandbox/status").json["seed"]?.integer == 7)
    }

    @Test func ofAReset() async throws {
        let world = try await SandboxWorld()
        #expect(try await world.get("/sandbox/status").json["seed"] == nil)
        #expect(try await world.post("/sandbox/reset", #"{"seed":7}"#).status == 200)
        let drawn = try await Self.drawn(world)
        // Without a seed the one that there is begins anew.
        #expect(try await world.post("/sandbox/reset", "").status == 200)
        #expect(try await Self.drawn(world) == drawn)
        #expect(try await world.post("/sandbox/reset", #"{"seed":8}"#).status == 200)
        #expect(try await Self.drawn(world) != drawn)
    }

    @Test(arguments: [#"{"seed":-1}"#, #"{"seed":"7"}"#, #"{"seed":1.5}"#, #"{"sede":7}"#])
    func refused(_ body: String) async throws {
        #expect(try await SandboxWorld().post("/sandbox/reset", body).error == "bad_request")
    }

    /// A second start on the same file draws on, so that no name comes twice.
    @Test func aSecondStartDrawsOn() async throws {
        let world = try await SandboxWorld(seed: 7)
        let code = try await world.code()
        try await world.sandbox.prepare()
        #expect(try await world.code() != code)
        #expect(try await world.post("/sandbox/users", #"{"name":"lili"}"#).status == 200)
    }
}
