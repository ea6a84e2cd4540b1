import HTTP
import JSON
import Loops
import ServiceKit
import Testing

@testable import SandboxServer

/// Faults by number, at more than one address, and posted together.
@Suite struct FaultScriptTests {
    private static let login = "/sns/jscode2session"

    private static func post(_ world: SandboxWorld, _ body: String) async throws {
        let reply = try await world.post("/sandbox/faults", body)
        #expect(reply.status == 200, "\(reply.text)")
    }

    /// The statuses of so many log-ins with a code that nobody knows.
    private static func logins(_ count: Int, _ world: SandboxWorld) async throws -> [Int64] {
        var errcodes: [Int64] = []
        for _ in 0..<count { errcodes.append(try await world.login(code: "x").errcode ?? 0) }
        return errcodes
    }

    @Test(
        arguments: [
            ([#""nth":3"#], [40029, 40029, 1, 40029]),
            ([#""nth":2,"times":2"#], [40029, 1, 1, 40029]),
            ([#""nth":1"#, #""nth":3"#], [1, 40029, 2, 40029]),
            // What is for one call goes before what merely waits.
            ([#""times":2"#, #""nth":2"#], [1, 2, 1, 40029]),
            // Two for the same call: one after the other.
            ([#""nth":2"#, #""nth":2"#], [40029, 1, 2, 40029]),
        ] as [([String], [Int64])]
    )
    func byNumber(_ faults: [String], _ expected: [Int64]) async throws {
        let world = try await SandboxWorld()
        let steps = faults.enumerated().map { position, members in
            #"{"path":"\#(Self.login)","kind":"errcode","errcode":\#(position + 1),\#(members)}"#
        }
        try await Self.post(world, "[\(steps.joined(separator: ","))]")
        #expect(try await Self.logins(4, world) == expected)
        #expect(try await world.get("/sandbox/faults").text == #"{"faults":[]}"#)
    }

    @Test(arguments: [
        ("/sns/*", true), ("/*", true), ("/sns/jscode2session", true), ("/cgi-bin/*", false),
    ])
    func beginnings(_ path: String, _ isMeant: Bool) async throws {
        let world = try await SandboxWorld()
        try await Self.post(world, #"{"path":"\#(path)","kind":"errcode","errcode":7}"#)
        #expect(try await Self.logins(1, world) == [isMeant ? 7 : 40029])
    }

    @Test(
        arguments: [
            ("/v3/a/{id}", "/v3/a/1", "/v3/a/{id}", true),
            ("/v3/a/1", "/v3/a/1", "/v3/a/{id}", true),
            ("/v3/a/2", "/v3/a/1", "/v3/a/{id}", false),
            ("/v3/a/*", "/v3/a/1", "/v3/a/{id}", true),
            ("/v3/a*", "/v3/a/1/close", "/v3/a/{id}/close", true),
            ("callback", "callback:refund", "callback", true),
            ("callback:refund", "callback:refund", "callback", true),
            ("callback:payment", "callback:refund", "callback", false),
            ("/*", "callback:refund", "callback", false),
            ("/é", "/e\u{301}", "/e\u{301}", false),
        ]
    )
    func matching(_ text: String, _ path: String, _ route: String, _ isMeant: Bool) {
        #expect(FaultPath.matches(text, path: path, route: route) == isMeant)
    }

    @Test func aNamedScriptIsListedAndDeleted() async throws {
        let world = try await SandboxWorld()
        try await Self.post(
            world,
            #"{"script":"bad day","steps":[{"path":"/sns/*","kind":"slow","milliseconds":1},"#
                + #"{"path":"callback","kind":"duplicate_callback","nth":2,"times":3},"#
                + #"{"path":"callback:refund","kind":"clock_skew","seconds":-900}]}"#
        )
        try await Self.post(world, #"{"path":"callback","kind":"lose_callback"}"#)
        let listed = try await world.get("/sandbox/faults").json["faults"]?.array ?? []
        #expect(listed.map { $0["script"]?.string } == ["bad day", "bad day", "bad day", nil])
        #expect(listed.map { $0["nth"]?.integer } == [nil, 2, nil, nil])
        #expect(listed.map { $0["seconds"]?.integer } == [nil, nil, -900, nil])
        let single = try #require(listed.last?["id"]?.integer)
        #expect(try await world.send(.delete, "/sandbox/faults?script=bad+day").status == 200)
        let kept = try await world.get("/sandbox/faults").json["faults"]?.array ?? []
        #expect(kept.compactMap { $0["id"]?.integer } == [single])
        #expect(try await world.send(.delete, "/sandbox/faults?script=bad+day").status == 404)
        #expect(try await world.send(.delete, "/sandbox/faults/\(single)").status == 200)
        #expect(try await world.send(.delete, "/sandbox/faults/\(single)").error == "fault_unknown")
    }

    @Test(arguments: [
        ("[]", "steps has to be a list of 1 to 200 objects."),
        (#"[{"path":"/sns/*","kind":"slow"},7]"#, "step 2: It is no object."),
        (
            #"[{"path":"/sns/*","kind":"slow"},{"path":"/sns/*","kind":"slow","tiems":2}]"#,
            "step 2: There is no member tiems here; known are: path, kind, times, nth, errcode, "
                + "code, status, milliseconds, seconds."
        ),
        (#"[{"path":"/sns/*"}]"#, "step 1: kind is missing."),
        (
            #"{"path":"/sns/*","steps":[{"path":"/sns/*","kind":"slow"}]}"#,
            "path belongs into a step when there are steps."
        ),
        (
            #"{"path":"/sns/*","kind":"drop_after","milliseconds":5}"#,
            "milliseconds goes with slow, timeout and delay_callback."
        ),
        (
            #"{"path":"/sns/*","kind":"errcode","code":"SYSTEM_ERROR"}"#,
            "code goes with WeChat Pay; here it is errcode."
        ),
        (
            #"{"path":"/sns/*","kind":"bad_signature"}"#,
            "kind at /sns/* has to be one of: timeout, slow, http500, errcode, drop_before, "
                + "drop_after."
        ),
        (
            #"{"path":"callback","kind":"slow","seconds":5}"#,
            "kind at callback has to be one of: bad_signature, clock_skew, duplicate_callback, "
                + "delay_callback, lose_callback, reorder_callback, wrong_amount, "
                + "stale_timestamp, forge_callback."
        ),
        (#"{"path":"storage:points","kind":"io","nth":2}"#, "nth does not go with storage faults."),
    ])
    func refused(_ body: String, _ message: String) async throws {
        let world = try await SandboxWorld()
        let reply = try await world.post("/sandbox/faults", body)
        #expect(reply.error == "bad_request")
        #expect(reply.json["error"]?["message"]?.string == message)
        #expect(try await world.get("/sandbox/faults").text == #"{"faults":[]}"#)
    }

    /// All of a script, or nothing.
    @Test func oneStepThatCannotBe() async throws {
        let listener = ClockTests.Listener()
        let world = try await SandboxWorld(
            neighbours: [
                listener.neighbour("points"),
                listener.neighbour("auth", answers: [.failure(.unstubbed)]),
            ]
        )
        let reply = try await world.post(
            "/sandbox/faults",
            #"[{"path":"/sns/*","kind":"slow"},{"path":"storage:points","kind":"io"},"#
                + #"{"path":"storage:auth","kind":"full"}]"#
        )
        #expect(reply.error == "not_running")
        #expect(try await world.get("/sandbox/faults").text == #"{"faults":[]}"#)
        #expect(
            listener.told.withLock { $0 }.filter { $0.hasPrefix("points") } == [
                #"points /internal/faults {"times":1,"kind":"io"}"#,
                #"points /internal/faults {"times":0,"kind":"full"}"#,
            ]
        )
    }

    @Test func aThousandAtMost() async throws {
        let world = try await SandboxWorld()
        let step = #"{"path":"/sns/*","kind":"slow"}"#
        let script = "[\(Array(repeating: step, count: 200).joined(separator: ","))]"
        for _ in 0..<5 { try await Self.post(world, script) }
        #expect(try await world.post("/sandbox/faults", step).error == "too_many_faults")
    }

    @Test func theSessionKeyChangesAtEachLogIn() async throws {
        let world = try await SandboxWorld()
        try await Self.post(
            world,
            #"{"path":"/sns/jscode2session","kind":"rotate_session_key","times":1000000}"#
        )
        var keys: Set<String> = []
        for _ in 0..<3 { keys.insert(try await world.login()["session_key"]?.string ?? "") }
        #expect(keys.count == 3)
        #expect(try await world.send(.delete, "/sandbox/faults").status == 200)
        let key = try await world.login()["session_key"]?.string ?? ""
        #expect(keys.contains(key))
    }
}
