import AuthCalls
import Basics
import HTTP
import InternalMessages
import ServiceKit
import Testing

@testable import AuthServer

/// The clients that other services ask auth with, and auth itself.
@Suite struct AuthCallsTests {
    private let world: AuthWorld
    private let call: AuthCall

    init() async throws {
        let world = try await AuthWorld()
        self.world = world
        call = AuthCall(log: world.world.log) { line async throws(InternalFailure) in
            let text = String(decoding: line.body, as: UTF8.self)
            let answer = await world.harness.call(.post, line.target, json: text)
            return InternalAnswer(status: answer.status, body: Bytes(answer.body.utf8))
        }
    }

    @Test(arguments: ContentCheckClient.Scene.allCases)
    func contentCheck(_ scene: ContentCheckClient.Scene) async throws {
        let author = try await world.shopper("o1", "a")
        let client = ContentCheckClient(call)
        for (text, state) in [("pass", ContentState.pass), ("违规", .risky), ("待审", .review)] {
            #expect(try await client.text(text, author.iid, scene) == state)
        }
        world.weChat.nextTrace("t1")
        let finding = try await client.image("https://a.example/1.jpg", author.iid, scene)
        #expect(finding.state == .pending && !finding.checkID.isEmpty)
    }

    @Test func contentThatIsNotLookedAt() async throws {
        let author = try await world.shopper("o1", "a")
        let client = ContentCheckClient(call)
        typealias Problem = Failure<ContentCheckClient.Refusal>
        await #expect(throws: Problem.refused(.identityUnknown)) {
            try await client.text("a", ID(1), .forum)
        }
        await #expect(throws: Problem.refused(.textTooLong)) {
            try await client.text(String(repeating: "a", count: 2501), author.iid, .forum)
        }
        await #expect(throws: Problem.refused(.imageMalformed)) {
            try await client.image("ftp://a.example/1.jpg", author.iid, .forum)
        }
    }

    @Test func miniCodes() async throws {
        let client = MiniCodeClient(call)
        typealias Problem = Failure<MiniCodeClient.Refusal>
        var target = MiniCodeClient.Target(app: ID(1), scene: "code=1", page: "pages/index")
        target.checksPage = false
        #expect(try await !client.draw(target).isEmpty)
        await #expect(throws: Problem.refused(.sceneMalformed)) {
            try await client.draw(.init(app: ID(1), scene: "a b"))
        }
        await #expect(throws: Problem.refused(.appUnknown)) {
            try await client.draw(.init(app: ID(99), scene: "a"))
        }
    }
}
