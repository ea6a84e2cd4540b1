import Basics
import Contracts
import HTTP
import Testing

@testable import ServiceKit

/// Who gets in: signed by one of us, fresh, unchanged.
struct RequestAuthenticationTests {
    private let world = TestWorld(home: "/nowhere")

    private struct Attempt: Sendable {
        var method = Method.post
        var target = "/api/buy/?name=tea"
        var identity = Identity.ming.header()
        var requestID = "r1"
        var age: Int64 = 0
        var keys = TestWorld.keys(1)
        var body = Bytes()
        /// What is changed after it was signed.
        var tamper: @Sendable (inout Request) -> Void = { _ in }
    }

    private func status(of attempt: Attempt, keys: InternalKeys? = nil) async throws -> Int {
        var fields = HeaderFields([("Content-Type", "application/json")])
        attempt.keys.sign(
            &fields,
            method: attempt.method,
            target: Bytes(attempt.target.utf8),
            requestID: attempt.requestID,
            identity: attempt.identity,
            body: attempt.body,
            now: world.time.now.adding(seconds: -attempt.age)
        )
        var request = Request(
            method: attempt.method,
            target: try #require(RequestTarget(attempt.target)),
            headers: fields,
            body: .bytes(attempt.body)
        )
        attempt.tamper(&request)
        return try await ServiceHarness(Shop().definition(), in: world).answer(request).status
    }

    private static let attempts: [(String, Attempt, Int)] = [
        ("as it should be", Attempt(), 200),
        ("30 s old", Attempt(age: 30), 200),
        ("31 s old", Attempt(age: 31), 401),
        ("30 s ahead", Attempt(age: -30), 200),
        ("31 s ahead", Attempt(age: -31), 401),
        ("no identity", Attempt(identity: ""), 401),
        ("an identity that is none", Attempt(identity: "e30"), 401),
        ("another key", Attempt(keys: TestWorld.keys(9)), 401),
        ("another method", Attempt { $0.method = .get }, 405),
        (
            "another query",
            Attempt { $0.target = RequestTarget("/api/buy/?name=tee") ?? $0.target }, 401
        ),
        (
            "another path", Attempt { $0.target = RequestTarget("/api/buy?name=tea") ?? $0.target },
            401
        ),
        ("another id", Attempt { $0.headers.set("X-Request-Id", "r2") }, 401),
        ("no id", Attempt { $0.headers.remove("X-Request-Id") }, 401),
        (
            "another timestamp", Attempt { $0.headers.set(InternalHeader.timestamp, "1768449601") },
            401
        ),
        (
            "a timestamp that is none", Attempt { $0.headers.set(InternalHeader.timestamp, "now") },
            401
        ),
        (
            "a timestamp at the end of time",
            Attempt { $0.headers.set(InternalHeader.timestamp, "-9223372036854775808") }, 401
        ),
        ("no signature", Attempt { $0.headers.remove(InternalHeader.signature) }, 401),
        ("an empty signature", Attempt { $0.headers.set(InternalHeader.signature, "") }, 401),
        (
            "somebody else's identity",
            Attempt { $0.headers.set(InternalHeader.identity, Identity.ming.header() + "A") }, 401
        ),
        ("a changed body, which streams past", Attempt { $0.body = .bytes(Bytes("{}".utf8)) }, 200),
    ]

    @Test(arguments: attempts.indices)
    func contractPaths(_ index: Int) async throws {
        let (name, attempt, expected) = Self.attempts[index]
        #expect(try await status(of: attempt) == expected, "\(name)")
    }

    private static let question = Bytes(#"{"question":"who"}"#.utf8)
    private static let internalAttempts: [(String, Attempt, Int)] = [
        ("as it should be", Attempt(target: "/internal/ask", identity: "", body: question), 200),
        (
            "a changed body",
            Attempt(target: "/internal/ask", identity: "", body: question) {
                $0.body = .bytes(Bytes(#"{"question":"why"}"#.utf8))
            }, 401
        ),
        (
            "no body any more",
            Attempt(target: "/internal/ask", identity: "", body: question) { $0.body = .empty }, 401
        ),
        (
            "a signature for a contract path",
            Attempt(target: "/api/ask", identity: "", body: question) {
                $0.target = RequestTarget("/internal/ask") ?? $0.target
            }, 401
        ),
        ("31 s old", Attempt(target: "/internal/ask", identity: "", age: 31, body: question), 401),
    ]

    @Test(arguments: internalAttempts.indices)
    func internalPaths(_ index: Int) async throws {
        let (name, attempt, expected) = Self.internalAttempts[index]
        #expect(try await status(of: attempt) == expected, "\(name)")
    }

    /// The caller's process is told what is wrong, so that no client has to hear of it.
    private static let unproven: [(String, Attempt, String?)] = [
        ("key", Attempt(keys: TestWorld.keys(9)), "key"), ("late", Attempt(age: 45), "clock 45"),
        ("early", Attempt(age: -45), "clock -45"), ("nobody", Attempt(identity: ""), nil),
        // Of a call that is not ours nobody says that its clock is wrong.
        ("both", Attempt(age: 45, keys: TestWorld.keys(9)), "key"),
    ]

    @Test(arguments: unproven.indices)
    func saysWhyACallProvesNothing(_ index: Int) async throws {
        let (name, attempt, cause) = Self.unproven[index]
        let (answer, lines) = try await answer(to: attempt)
        #expect(answer.status == .unauthorized)
        #expect(answer.headers[InternalHeader.unproven] == cause, "\(name)")
        let errors = lines.filter { $0.contains(#""level":"error""#) }
        #expect(errors.count == (cause == nil ? 0 : 1), "\(name)")
    }

    private func answer(to attempt: Attempt) async throws -> (Response, [String]) {
        var fields = HeaderFields([("Content-Type", "application/json")])
        attempt.keys.sign(
            &fields,
            method: attempt.method,
            target: Bytes(attempt.target.utf8),
            requestID: attempt.requestID,
            identity: attempt.identity,
            body: attempt.body,
            now: world.time.now.adding(seconds: -attempt.age)
        )
        let request = Request(
            method: attempt.method,
            target: try #require(RequestTarget(attempt.target)),
            headers: fields,
            body: .bytes(attempt.body)
        )
        let before = world.lines.all.count
        let harness = try ServiceHarness(Shop().definition(), in: world)
        let response = await harness.respond(to: request)
        return (response, Array(world.lines.all.dropFirst(before)))
    }

    @Test func theMovedClockDoesNotMakeACallStale() async throws {
        #expect(world.clock.move(toOffsetMilliseconds: 86_400_000))
        #expect(try await status(of: Attempt()) == 200)
    }

    @Test func whatIsForEverybodyNeedsNothing() async throws {
        let harness = try ServiceHarness(Shop().definition(), in: world)
        let target = try #require(RequestTarget("/keys"))
        let answer = await harness.answer(Request(method: .get, target: target))
        #expect(answer == Answer(200, "{}"))
    }

    @Test func internalAccessAndInternalPathBelongTogether() {
        enum Stray: Endpoint {
            typealias Wire = InternalContract
            typealias Refusal = Never
            static let route = Route(
                [.get],
                "/internal/stray",
                "",
                at: .points,
                in: InternalContract.self,
                access: .everybody
            )
            static func answer(
                _ input: NoInput,
                to caller: Caller<Anybody>,
                by shop: Shop
            ) async throws(Failure<Never>) -> NoData { NoData() }
        }
        var definition = ServiceDefinition()
        #expect(throws: CompositionError.self) { try definition.add([Stray.self], by: Shop()) }
    }

    @Test func anEndpointFitsTheAccessOfItsAddress() {
        enum Stray: Endpoint {
            typealias Wire = PointsContract
            typealias Refusal = Never
            static let route = Route(
                [.get],
                "/api/stray",
                "",
                at: .points,
                in: PointsContract.self,
                access: .open
            )
            static func answer(
                _ input: NoInput,
                to caller: Caller<Identity>,
                by shop: Shop
            ) async throws(Failure<Never>) -> NoData { NoData() }
        }
        var definition = ServiceDefinition()
        #expect(throws: CompositionError.self) { try definition.add([Stray.self], by: Shop()) }
    }

    private static let clerk = Operator(id: "o:1", name: "小王", duties: [.clerk])
    private static let operators: [(String, Operator?, Int)] = [
        ("with the duty", Operator(id: "o:2", name: "老李", duties: [.viewer, .finance]), 200),
        ("with another duty", clerk, 403),
        ("with none", Operator(id: "o:3", name: "x", duties: []), 403),
        ("the key", .key, 200),
        ("nobody", nil, 401),
    ]

    @Test(arguments: operators.indices)
    func theBackOfficeAsksForADuty(_ index: Int) async throws {
        let (name, administrator, expected) = Self.operators[index]
        let shop = try ServiceHarness(Shop().definition(), in: world)
        let answer = await shop.call(.get, "/admin/points/till", by: administrator)
        #expect(answer.status == expected, "\(name)")
    }

    @Test func anOperatorIsSignedWithTheCall() async throws {
        let shop = try ServiceHarness(Shop().definition(), in: world)
        let forged = Operator(id: "o:1", name: "小王", duties: [.finance]).header()
        let answer = await shop.call(
            .get,
            "/admin/points/till",
            as: .ming,
            headers: [(InternalHeader.operator, forged)]
        )
        #expect(answer.status == 401)
    }

    @Test func operatorsGoThereAndBack() {
        let all = Operator(
            id: "o:5",
            name: "小红 \"店长\"",
            duties: [.manager, .clerk],
            merchants: [3, 1],
            provenAt: UnixTime(seconds: 1_768_449_600)
        )
        #expect(Operator(header: all.header()) == all)
        #expect(Operator(header: Operator.key.header()) == .key)
        for bad in ["", "e30", "!", Identity.ming.header()] {
            #expect(Operator(header: bad) == nil)
        }
    }

    @Test func theKeyNeverApproves() {
        let now = UnixTime(seconds: 1_768_449_600)
        #expect(!Operator.key.mayApprove(at: now))
        for (age, may) in [(Int64(0), true), (300, true), (301, false), (-1, false)] {
            let person = Operator(
                id: "o:1",
                name: "x",
                duties: [.finance],
                provenAt: now.adding(seconds: -age)
            )
            #expect(person.mayApprove(at: now) == may, "\(age)")
        }
    }
}
