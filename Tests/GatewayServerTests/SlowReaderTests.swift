import Basics
import HTTP
import HTTPClient
import TestKit
import Testing

@testable import GatewayServer

/// Clients that ask for a large picture and read it slowly, or not at all.
@Suite struct SlowReaderTests {
    private static let picture = Bytes(repeating: 7, count: 4 << 20)

    private static func stack() async throws -> TestStack {
        try await TestStack(maximumAnswers: 2) { request in
            let isLarge = request.target.description.contains("large")
            return Response(.ok, body: .bytes(isLarge ? picture : Bytes("{}".utf8)))
        }.opened()
    }

    private static func large(_ stack: TestStack) async throws -> ClientResponse {
        try await stack.send(.post, "/api/sign/?large=1", TestStack.token)
    }

    @Test func thereAreSoManyAtOnce() async throws {
        let stack = try await Self.stack()
        var held: [ClientResponse] = []
        for _ in 0..<2 { held.append(try await Self.large(stack)) }
        #expect(held.map(\.status) == [200, 200] && stack.limiter.largeAnswers.count == 2)
        let third = try await Self.large(stack)
        #expect(third.status == 503 && third.headers["retry-after"] == "1")
        // Who reads nothing of theirs has nothing to wait for.
        let small = try await stack.answer(.post, "/api/sign/", TestStack.token)
        #expect(small == "200 {}")
        // One is read to its end, one is given up.
        let whole = try await held[0].body.collect(upTo: 8 << 20)
        #expect(whole == Self.picture)
        held.removeAll()
        try await eventually("both places are free") { stack.limiter.largeAnswers.count == 0 }
        let again = try await Self.large(stack)
        #expect(try await again.body.collect(upTo: 8 << 20).count == Self.picture.count)
        try await eventually("and that one") { stack.limiter.largeAnswers.count == 0 }
    }

    @Test func whoAsksForTheHeadAloneTakesNoPlace() async throws {
        let stack = try await TestStack(maximumAnswers: 0) { _ in
            Response(.ok, body: .bytes(Self.picture))
        }.opened()
        #expect(try await stack.send(.head, "/api/query_balance/", TestStack.token).status == 200)
        #expect(try await stack.send(.get, "/api/query_balance/", TestStack.token).status == 503)
    }

    @Test func oneAddressTakesHalfOfThemAtMost() throws {
        let answers = LargeAnswers(maximum: 4)
        let (one, other) = (try address("203.0.113.1"), try address("203.0.113.2"))
        let local = try address(nil)
        #expect([1, 2, 3].map { _ in answers.enter(one) } == [true, true, false])
        #expect(answers.enter(other) && answers.count == 3)
        answers.leave(one)
        #expect(answers.enter(one) && answers.enter(other) && !answers.enter(local))
        for one in [one, one, other, other] { answers.leave(one) }
        #expect(answers.count == 0)
        // A server in front, with all the clients behind it.
        #expect((0..<5).map { _ in answers.enter(local) } == [true, true, true, true, false])
    }

    private func address(_ text: String?) throws -> ClientAddress {
        var request = Request(method: .get, target: try #require(RequestTarget("/")))
        if let text { request.headers.add("X-Forwarded-For", text) }
        return ClientAddress(request)
    }
}
