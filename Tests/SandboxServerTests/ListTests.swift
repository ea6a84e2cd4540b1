import HTTP
import JSON
import ServiceKit
import Testing

@testable import SandboxServer

/// Everything there is can be listed, part by part.
@Suite struct ListTests {
    /// All items of a list, read in parts.
    private static func all(
        _ world: SandboxWorld,
        _ path: String,
        _ member: String,
        limit: Int
    ) async throws -> [JSONValue] {
        var (items, after): ([JSONValue], String) = ([], "")
        for _ in 0..<20 {
            let part = try await world.get("\(path)?limit=\(limit)\(after)").json
            let found = part[member]?.array ?? []
            #expect(found.count <= limit)
            items += found
            guard let next = part["next"]?.integer else { return items }
            after = "&after=\(next)"
        }
        Issue.record("there is no end")
        return []
    }

    @Test(arguments: [1, 2, 3, 4, 7, 8, 200])
    func users(_ limit: Int) async throws {
        let world = try await SandboxWorld()
        for name in ["a", "b", "c", "d"] {
            _ = try await world.post("/sandbox/users", #"{"name":"\#(name)"}"#)
        }
        let users = try await Self.all(world, "/sandbox/users", "users", limit: limit)
        let names = users.compactMap { $0["name"]?.string }
        #expect(names == ["xiaoming", "xiaohong", "laowang", "a", "b", "c", "d"])
    }

    @Test func loginCodes() async throws {
        let world = try await SandboxWorld()
        let old = try await world.code("xiaohong")
        try await world.advance(299)
        let used = try await world.code()
        _ = try await world.login(code: used)
        let fresh = try await world.code()
        try await world.advance(2)
        let codes = try await Self.all(world, "/sandbox/login-codes", "codes", limit: 2)
        #expect(codes.compactMap { $0["code"]?.string } == [fresh, used, old])
        #expect(codes.compactMap { $0["state"]?.string } == ["fresh", "used", "expired"])
        #expect(codes.compactMap { $0["user"]?.string } == ["xiaoming", "xiaoming", "xiaohong"])
    }

    @Test func tokens() async throws {
        let world = try await SandboxWorld()
        let call = try await "/cgi-bin/token?grant_type=client_credential&\(world.credentials())"
        let old = try await world.get(call).json["access_token"]?.string
        let new = try await world.get(call).json["access_token"]?.string
        let tokens = try await Self.all(world, "/sandbox/tokens", "tokens", limit: 1)
        #expect(tokens.map { $0["access_token"]?.string } == [new, old])
        #expect(tokens.compactMap { $0["state"]?.string } == ["present", "replaced"])
        #expect(try await world.post("/sandbox/reset", "").status == 200)
        #expect(try await Self.all(world, "/sandbox/tokens", "tokens", limit: 1).isEmpty)
    }

    @Test(arguments: ["limit=0", "limit=201", "limit=x", "after=-1", "limt=5", "after=%ff"])
    func refused(_ query: String) async throws {
        let world = try await SandboxWorld()
        for path in ["users", "login-codes", "tokens"] {
            #expect(try await world.get("/sandbox/\(path)?\(query)").error == "bad_request")
        }
    }

    @Test func status() async throws {
        let world = try await SandboxWorld()
        try await world.advance(60)
        let status = try await world.get("/sandbox/status").json
        #expect(status["users"]?.integer == 3)
        #expect(status["faults"]?.integer == 0)
        #expect(status["offset_milliseconds"]?.integer == 60_000)
    }
}
