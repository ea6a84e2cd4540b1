import AuthCalls
import Basics
import Events
import JSON
import ServiceKit
import Testing

/// What becomes of auth's answers. That auth understands the questions: AuthServerTests.
@Suite struct AuthCallTests {
    private typealias CheckFailure = Failure<ContentCheckClient.Refusal>
    private typealias CodeFailure = Failure<MiniCodeClient.Refusal>

    private let world = TestWorld(home: "")

    /// Auth gives this answer, whatever it is asked.
    private func call(_ status: Int, _ body: String) -> AuthCall {
        AuthCall(log: world.log) { (_, _) async throws(InternalFailure) in
            InternalAnswer(status: status, body: Bytes(body.utf8))
        }
    }

    private static func error(_ code: String) -> String {
        #"{"error":{"code":"\#(code)","message":"m"}}"#
    }

    @Test(arguments: ContentState.allCases)
    func states(_ state: ContentState) async throws {
        let answer = #"{"state":"\#(state.rawValue)","check_id":"c1"}"#
        let client = ContentCheckClient(call(200, answer))
        #expect(try await client.text("t", ID(1), .forum) == state)
        let finding = try await client.image("https://a.example/b", ID(1), .profile)
        #expect(finding == .init(checkID: "c1", state: state))
    }

    @Test func refusals() async throws {
        for refusal in ContentCheckClient.Refusal.allCases {
            let client = ContentCheckClient(call(422, Self.error(refusal.rawValue)))
            await #expect(throws: CheckFailure.refused(refusal)) {
                try await client.text("t", ID(1), .forum)
            }
        }
        for refusal in MiniCodeClient.Refusal.allCases {
            let client = MiniCodeClient(call(404, Self.error(refusal.rawValue)))
            await #expect(throws: CodeFailure.refused(refusal)) {
                try await client.draw(.init(app: ID(1), scene: "s"))
            }
        }
    }

    /// What may pass is told from what will not.
    @Test(arguments: [
        (503, "wechat_away", true), (500, "internal", true), (404, "route_unknown", false),
        (400, "parameter_missing", false),
    ])
    func faults(_ status: Int, _ code: String, _ mayPass: Bool) async throws {
        let client = ContentCheckClient(call(status, Self.error(code)))
        let expected: CheckFailure = mayPass ? .unavailable(retryAfterSeconds: 5) : .fault
        await #expect(throws: expected) { try await client.text("t", ID(1), .forum) }
        #expect(world.lines.all.contains { $0.contains("auth does not do it") })
    }

    @Test(arguments: ["", "[]", "{}", #"{"state":"pass"}"#, #"{"state":"fine","check_id":"c"}"#])
    func answersThatMakeNoSense(_ body: String) async throws {
        let client = ContentCheckClient(call(200, body))
        await #expect(throws: CheckFailure.fault) { try await client.text("t", ID(1), .forum) }
    }

    @Test func nobodyThere() async throws {
        let call = AuthCall(log: world.log) { (_, _) async throws(InternalFailure) in
            throw .unreachable
        }
        await #expect(throws: CheckFailure.unavailable(retryAfterSeconds: 5)) {
            try await ContentCheckClient(call).text("t", ID(1), .forum)
        }
        await #expect(throws: CodeFailure.unavailable(retryAfterSeconds: 5)) {
            try await MiniCodeClient(call).draw(.init(app: ID(1), scene: "s"))
        }
        await #expect(throws: CodeFailure.fault) {
            try await MiniCodeClient(self.call(200, "")).draw(.init(app: ID(1), scene: "s"))
        }
    }

    @Test(arguments: [
        (#"{"check_id":"c","state":"pass"}"#, true),
        (#"{"check_id":"c","state":"pending"}"#, false),
        (#"{"check_id":"c","state":"x"}"#, false), (#"{"state":"pass"}"#, false),
        (#"{"check_id":1,"state":"pass"}"#, false),
    ])
    func theEvent(_ data: String, _ isGood: Bool) throws {
        let event = IncomingEvent(
            id: "auth:1",
            seq: 1,
            subject: "s",
            type: ContentChecked.type,
            at: world.clock.now,
            data: try JSON.parse(Bytes(data.utf8))
        )
        let checked = try? ContentChecked(event)
        #expect((checked != nil) == isGood)
        if isGood { #expect(checked?.checkID == "c" && checked?.state == .pass) }
    }
}
