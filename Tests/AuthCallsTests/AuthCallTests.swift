import AuthCalls
import Basics
import InternalMessages
import ServiceKit
import Testing

/// What becomes of auth's answers. That auth understands the questions: AuthServerTests.
@Suite struct AuthCallTests {
    private typealias CheckFailure = Failure<ContentCheckClient.Refusal>
    private typealias CodeFailure = Failure<MiniCodeClient.Refusal>

    private let world = TestWorld(home: "")

    /// Auth gives this answer, whatever it is asked.
    private func call(_ status: Int, _ body: String) -> AuthCall {
        AuthCall(log: world.log) { (_) async throws(InternalFailure) in
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
        for reason in CheckContentCall.Refusal.allCases {
            guard let refusal = ContentCheckClient.Refusal(reason) else { continue }
            let client = ContentCheckClient(call(reason.status, Self.error(reason.name)))
            await #expect(throws: CheckFailure.refused(refusal)) {
                try await client.text("t", ID(1), .forum)
            }
        }
        for reason in MakeCodeCall.Refusal.allCases {
            guard let refusal = MiniCodeClient.Refusal(reason) else { continue }
            let client = MiniCodeClient(call(reason.status, Self.error(reason.name)))
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
        let call = AuthCall(log: world.log) { (_) async throws(InternalFailure) in
            throw .unstubbed
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
}
