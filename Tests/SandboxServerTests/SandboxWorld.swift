import Basics
import HTTP
import HTTPClient
import JSON
import Jobs
import Loops
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// A sandbox without sockets, over a file and a time of its own.
struct SandboxWorld: Sendable {
    let world: TestWorld
    let sandbox: Sandbox
    private let directory: TemporaryDirectory
    private let harness: ServiceHarness

    init(
        neighbours: [ControlledProcess] = [],
        seed: Int64? = nil,
        daysAgo: Int64 = 0,
        isPublic: Bool = false,
        play: Play = Play(),
        send: @escaping Sandbox.Transport = { _ throws(ClientFailure) in
            throw .unreachable(.refused)
        }
    ) async throws {
        let directory = try TemporaryDirectory()
        let world = TestWorld(home: directory.path)
        let database = try world.database("sandbox", migrations: SandboxSchema.migrations)
        var sandbox = Sandbox(
            database: database,
            jobs: JobRunner(
                database: database,
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            ),
            clock: world.clock,
            dice: Dice(world.random),
            seed: seed,
            daysAgo: daysAgo,
            isPublic: isPublic,
            log: world.log,
            neighbours: neighbours,
            send: send,
            workers: .shared,
            auth: { .unix(path: "/auth") },
            play: play
        )
        let keys = TestKeys()
        sandbox.makeKey = { try keys.next() }
        try await sandbox.prepare()
        self.directory = directory
        self.world = world
        self.sandbox = sandbox
        harness = try ServiceHarness(try sandbox.definition(), in: world)
    }

    /// What came back, and how.
    struct Reply: Sendable {
        let status: Int
        let text: String
        let headers: HeaderFields

        var json: JSONValue { (try? JSON.parse(Bytes(text.utf8))) ?? .null }
        var errcode: Int64? { json["errcode"]?.integer }
        /// Of a control call.
        var error: String? { json["error"]?["code"]?.string }
    }

    /// Any request; a body goes out as `curl -d` sends it.
    func send(
        _ method: Method,
        _ target: String,
        _ body: String? = nil,
        fields: [(String, String)] = []
    ) async throws -> Reply {
        var headers = HeaderFields()
        if body != nil { headers.add("Content-Type", "application/x-www-form-urlencoded") }
        for (name, value) in fields { headers.add(name, value) }
        return try await send(
            Request(
                method: method,
                target: try #require(RequestTarget(target)),
                headers: headers,
                body: body.map { .bytes(Bytes($0.utf8)) } ?? .empty
            )
        )
    }

    /// Any request as it is.
    func send(_ request: Request) async throws -> Reply {
        let (method, target) = (request.method, request.target)
        let answer = await harness.answer(request)
        let reply = Reply(status: answer.status, text: answer.body, headers: answer.headers)
        try ControlWitness.saw(method, target, reply)
        return reply
    }

    /// A body of any kind.
    func send(
        _ method: Method,
        _ target: String,
        _ body: Bytes,
        type: String
    ) async throws -> Reply {
        try await send(method, target, body, fields: [("Content-Type", type)])
    }

    /// A body with just these fields.
    func send(
        _ method: Method,
        _ target: String,
        _ body: Bytes,
        fields: [(String, String)]
    ) async throws -> Reply {
        try await send(
            Request(
                method: method,
                target: try #require(RequestTarget(target)),
                headers: HeaderFields(fields.map { (name: $0.0, value: $0.1) }),
                body: .bytes(body)
            )
        )
    }

    func get(_ target: String) async throws -> Reply {
        try await send(.get, target)
    }

    func post(_ target: String, _ body: String) async throws -> Reply {
        try await send(.post, target, body)
    }

    /// As another process of ours asks.
    func signed(_ method: Method, _ target: String) async -> Reply {
        let answer = await harness.call(method, target)
        return Reply(status: answer.status, text: answer.body, headers: answer.headers)
    }

    // MARK: What tests do all the time

    /// `appid=…&secret=…` of a demo app, counted from 0.
    func credentials(_ position: Int = 0) async throws -> String {
        let app = try #require(try await get("/sandbox/apps").json["apps"]?.array?[position])
        let (appid, secret) = (app["appid"]?.string ?? "", app["secret"]?.string ?? "")
        return "appid=\(appid)&secret=\(secret)"
    }

    func code(_ user: String = "xiaoming", appid: String = "wx6b756d7175617401") async throws
        -> String
    {
        let reply = try await post(
            "/sandbox/code",
            #"{"user":"\#(user)","appid":"\#(appid)"}"#
        )
        return try #require(reply.json["code"]?.string)
    }

    func login(code: String, app position: Int = 0) async throws -> Reply {
        try await get(
            "/sns/jscode2session?\(credentials(position))&js_code=\(code)"
                + "&grant_type=authorization_code"
        )
    }

    func login(_ user: String = "xiaoming") async throws -> JSONValue {
        try await login(code: code(user)).json
    }

    func advance(_ seconds: Int64) async throws {
        let reply = try await post("/sandbox/clock", #"{"advance_seconds":\#(seconds)}"#)
        #expect(reply.status == 200)
    }
}
