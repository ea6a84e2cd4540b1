import HTTP
import JSON
import ServiceKit
import Loops
import Testing

@testable import SandboxServer

@Suite struct FaultTests {
    private static func add(_ world: SandboxWorld, _ members: String) async throws {
        let reply = try await world.post(
            "/sandbox/faults",
            #"{"path":"/sns/jscode2session",\#(members)}"#
        )
        #expect(reply.status == 200, "\(reply.text)")
    }

    @Test func anErrorNumberUsesNothingUp() async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, #""kind":"errcode","errcode":45011,"times":2"#)
        try await Self.add(world, #""kind":"errcode""#)
        let code = try await world.code()
        #expect(try await world.login(code: code).errcode == 45011)
        #expect(try await world.login(code: code).errcode == 45011)
        #expect(try await world.login(code: code).errcode == -1)
        #expect(try await world.login(code: code).json["openid"] != nil)
    }

    @Test func serverError() async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, #""kind":"http500""#)
        let code = try await world.code()
        #expect(try await world.login(code: code).status == 500)
        #expect(try await world.login(code: code).json["openid"] != nil)
    }

    @Test func late() async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, #""kind":"slow","milliseconds":120"#)
        let clock = ContinuousClock()
        let code = try await world.code()
        let began = clock.now
        #expect(try await world.login(code: code).json["openid"] != nil)
        #expect(clock.now - began >= .milliseconds(120))
    }

    @Test(arguments: [
        (#""kind":"drop_before""#, false), (#""kind":"drop_after""#, true),
        (#""kind":"timeout","milliseconds":10"#, false),
    ])
    func lost(_ fault: String, _ isDone: Bool) async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, fault)
        let code = try await world.code()
        #expect(try await world.login(code: code).text == "")
        #expect(try await world.login(code: code).errcode == (isDone ? 40163 : nil))
    }

    @Test func onePathOnly() async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, #""kind":"http500""#)
        let token = "/cgi-bin/token?grant_type=client_credential&"
        #expect(try await world.get(token + world.credentials()).json["access_token"] != nil)
    }

    @Test func countedUnderFiftyAtOnce() async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, #""kind":"http500","times":30"#)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { try await world.login(code: "x").status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 500 }.count == 30)
    }

    @Test func listedAndCleared() async throws {
        let world = try await SandboxWorld()
        try await Self.add(world, #""kind":"errcode","errcode":40029,"times":3"#)
        try await Self.add(world, #""kind":"slow""#)
        _ = try await world.login(code: "x")
        let listed = try await world.get("/sandbox/faults").json["faults"]?.array ?? []
        #expect(listed.compactMap { $0["kind"]?.string } == ["errcode", "slow"])
        #expect(listed.compactMap { $0["times"]?.integer } == [2, 1])
        #expect(listed.map { $0["errcode"]?.integer } == [40029, nil])
        #expect(listed.map { $0["milliseconds"]?.integer } == [nil, 3000])
        #expect(try await world.send(.delete, "/sandbox/faults").text == "{}")
        #expect(try await world.get("/sandbox/faults").text == #"{"faults":[]}"#)
        #expect(try await world.login()["openid"] != nil)
    }

    @Test(arguments: [
        "", "{}", #"{"path":"/sns/jscode2session"}"#, #"{"kind":"slow"}"#,
        #"{"path":"/sns/nothing","kind":"slow"}"#, #"{"path":"callback","kind":"slow"}"#,
        #"{"path":"/sns/jscode2session","kind":"explode"}"#,
        #"{"path":"/sns/jscode2session","kind":"full"}"#,
        #"{"path":"/sns/jscode2session","kind":"slow","times":0}"#,
        #"{"path":"/sns/jscode2session","kind":"slow","times":1000001}"#,
        #"{"path":"/sns/jscode2session","kind":"slow","errcode":40029}"#,
        #"{"path":"/sns/jscode2session","kind":"slow","milliseconds":60001}"#,
        #"{"path":"/cgi-bin/token","kind":"rotate_session_key"}"#,
        #"{"path":"/cgi-bin/token","kind":"unfetched"}"#,
        #"{"path":"storage:points","kind":"slow"}"#,
    ])
    func refused(_ body: String) async throws {
        let world = try await SandboxWorld()
        #expect(try await world.post("/sandbox/faults", body).error == "bad_request")
        #expect(try await world.get("/sandbox/faults").text == #"{"faults":[]}"#)
    }

    @Test func storageOfAnotherProcess() async throws {
        let listener = ClockTests.Listener()
        let world = try await SandboxWorld(neighbours: [listener.neighbour("points")])
        let fault = #"{"path":"storage:points","times":3,"kind":"full"}"#
        #expect(try await world.post("/sandbox/faults", fault).status == 200)
        #expect(try await world.send(.delete, "/sandbox/faults").status == 200)
        #expect(
            listener.told.withLock { $0 } == [
                #"points /internal/faults {"times":3,"kind":"full"}"#,
                #"points /internal/faults {"times":0,"kind":"full"}"#,
            ]
        )
    }

    @Test(
        arguments: [
            (.failure(.unstubbed), 502, "not_running"), (.failure(.timedOut), 502, "not_done"),
            (.success(404), 502, "not_done"),
        ] as [(Result<Int, InternalFailure>, Int, String)]
    )
    func storageNotReached(
        _ answer: Result<Int, InternalFailure>,
        _ status: Int,
        _ code: String
    ) async throws {
        let listener = ClockTests.Listener()
        let world = try await SandboxWorld(
            neighbours: [listener.neighbour("points", answers: [answer])]
        )
        let reply = try await world.post(
            "/sandbox/faults",
            #"{"path":"storage:points","kind":"io"}"#
        )
        #expect(reply.status == status)
        #expect(reply.error == code)
        #expect(try await world.get("/sandbox/faults").text == #"{"faults":[]}"#)
    }

    @Test func storageUnknown() async throws {
        let reply = try await SandboxWorld().post(
            "/sandbox/faults",
            #"{"path":"storage:nowhere","kind":"io"}"#
        )
        #expect(reply.status == 404)
        #expect(reply.error == "service_unknown")
    }

    /// The sandbox's own commits can fail like any other's, and it says so in WeChat's words.
    @Test func ownStorage() async throws {
        let world = try await SandboxWorld()
        let code = try await world.code()
        let fault = #"{"path":"storage:sandbox","times":1,"kind":"full"}"#
        #expect(try await world.post("/sandbox/faults", fault).status == 200)
        #expect(try await world.login(code: code).errcode == -1)
        #expect(try await world.login(code: code).json["openid"] != nil)
    }
}
