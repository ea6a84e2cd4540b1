import Basics
import Contracts
import HTTP
import HTTPClient
import ServiceKit
import Synchronization
import Loops
import Testing
import TestKit

@testable import GatewayServer

@Suite struct GatewayTests {
    @Test func whatTheServiceSees() async throws {
        let stack = try await TestStack().opened()
        let fields =
            TestStack.token + [
                (name: "X-Kumquat-Identity", value: "forged"),
                (name: "X_Kumquat_Identity", value: "f"),
                (name: "X-Request-Id", value: "abc-1.2_3"),
                (name: "traceparent", value: "00-1-2-03"),
                (name: "Content-Type", value: "application/json"),
            ]
        let response = try await stack.send(
            .post,
            "/api/sign/?a=%20b",
            fields,
            body: .bytes(Bytes("{}".utf8))
        )
        #expect(response.status == 200)
        #expect(response.headers["x-request-id"] == "abc-1.2_3")
        let request = try #require(stack.requests.first)
        #expect(request.target.description == "/api/sign/?a=%20b")
        #expect(request.method == .post)
        #expect(request.headers["traceparent"] == "00-1-2-03")
        #expect(request.headers.contains("authorization") == false)
        #expect(request.headers.count(of: InternalHeader.identity) == 1)
        #expect(try await request.body.collect(upTo: 10) == Bytes("{}".utf8))
        let identity = request.headers[InternalHeader.identity] ?? ""
        #expect(Identity(header: identity)?.openid == ExternalID("o-1"))
        #expect(Self.isSigned(request))
    }

    /// Whether a service would believe it.
    static func isSigned(_ request: Request) -> Bool {
        let call = SignedCall(
            method: request.method,
            target: request.target.octets,
            requestID: request.headers[InternalHeader.requestID] ?? "",
            timestamp: request.headers[InternalHeader.timestamp] ?? "",
            identity: request.headers[InternalHeader.identity] ?? "",
            administrator: request.headers[InternalHeader.operator] ?? ""
        )
        let signature = request.headers[InternalHeader.signature] ?? ""
        return TestStack.keys?.verify(call, signature: signature) ?? false
    }

    static let refusals: [(String, Method, String, String)] = [
        ("no token", .post, "/api/sign/", #"401 {"code":-401,"msg":"未登录或登录已失效"}"#),
        ("outside", .get, "/nothing", #"404 {"code":-404,"msg":"接口不存在"}"#),
        ("internal", .get, "/internal/sessions/x", #"404 {"code":-404,"msg":"接口不存在"}"#),
        ("metrics", .get, "/metrics", #"404 {"code":-404,"msg":"接口不存在"}"#),
        ("readiness", .get, "/readyz", #"404 {"code":-404,"msg":"接口不存在"}"#),
        ("merchants", .get, "/api/user/orders", #"401 {"code":10007,"message":"token无效或不存在"}"#),
        ("merchants, unknown", .get, "/api/user/x", #"404 {"code":10000,"message":"接口不存在"}"#),
        ("treasure", .get, "/api/treasure/getMyInfo", #"401 {"status":401,"msg":"未登录或登录已失效"}"#),
        (
            "back office", .get, "/admin/points/audits",
            #"401 {"error":{"code":"unauthenticated","message":"The request proves nothing."}}"#
        ),
        (
            "back office, in two readings", .get, "/admin/points/audits/%2e",
            #"404 {"error":{"code":"route_unknown","message":"There is no such interface."}}"#
        ),
        (
            "pictures, in two readings", .get, "/media/commerce/a%25",
            #"404 {"code":10000,"message":"接口不存在"}"#
        ),
        ("pictures of tasks", .get, "/media/treasure/a%2fb", #"404 {"status":404,"msg":"接口不存在"}"#),
    ]

    @Test(arguments: refusals.indices) func refusal(_ index: Int) async throws {
        let (name, method, target, expected) = Self.refusals[index]
        let stack = try await TestStack().opened()
        #expect(try await stack.answer(method, target) == expected, "\(name)")
        #expect(stack.requests.isEmpty)
    }

    @Test func openRoutesTakeAnyToken() async throws {
        let stack = try await TestStack().opened()
        let bad = [(name: "Authorization", value: "jwt nonsense")]
        _ = try await stack.send(.get, "/api/login/?code=1")
        _ = try await stack.send(.get, "/api/login/?code=1", bad)
        _ = try await stack.send(.get, "/api/login/?code=1", TestStack.token)
        let identities = stack.requests.map { $0.headers[InternalHeader.identity] ?? "none" }
        #expect(identities.map { $0.isEmpty } == [true, true, false])
        #expect(stack.requests.allSatisfy(Self.isSigned))
    }

    @Test(arguments: [Method.delete, .options, .put, .post])
    func otherMethodsStopHere(_ method: Method) async throws {
        let stack = try await TestStack().opened()
        let response = try await stack.send(method, "/api/query_balance", TestStack.token)
        #expect(response.status == 405)
        #expect(response.headers["allow"] == "GET, HEAD")
        #expect(stack.requests.isEmpty)
    }

    @Test(arguments: [Method.get, .head])
    func bodiesThatMeanNothingStopHere(_ method: Method) async throws {
        let stack = try await TestStack().opened()
        for body in [
            Body.bytes(Bytes(repeating: 1, count: 10)), .stream(length: nil, Zeros(300_000)),
        ] {
            _ = try await stack.send(method, "/api/query_balance", TestStack.token, body: body)
        }
        #expect(stack.requests.count == 2)
        for request in stack.requests {
            #expect(request.body.length == 0)
            #expect(!request.headers.contains("transfer-encoding"))
        }
    }

    @Test func largeBodiesStreamBothWays() async throws {
        let stack = try await TestStack { request in
            do throws(BodyFailure) {
                var count = 0
                if case .stream(_, let source) = request.body {
                    while let piece = try await source.next() { count += piece.count }
                }
                return Response(.ok, body: .stream(length: nil, Zeros(count)))
            } catch {
                return .text("broken", status: .badRequest)
            }
        }.opened()
        let fields =
            TestStack.token + [(name: "Content-Type", value: "multipart/form-data; boundary=x")]
        let body = Body.stream(length: 5_000_000, Zeros(5_000_000))
        let response = try await stack.send(.post, "/api/upload/", fields, body: body)
        #expect(response.status == 200)
        #expect(try await response.body.collect(upTo: 1 << 24).count == 5_000_000)
    }

    @Test func aBrokenStreamIsNeverComplete() async throws {
        for length in [nil, 900_000] {
            let stack = try await TestStack { _ in
                Response(.ok, body: .stream(length: length, Zeros(900_000, failsAfter: 400_000)))
            }.opened()
            let response = try await stack.send(.get, "/api/query_balance", TestStack.token)
            await #expect(throws: BodyFailure.upstream) {
                try await response.body.collect(upTo: 1 << 24)
            }
        }
    }

    @Test func headKeepsTheLength() async throws {
        let stack = try await TestStack { _ in .text("twelve chars") }.opened()
        let response = try await stack.send(.head, "/api/query_balance", TestStack.token)
        #expect(response.headers["content-length"] == "12")
    }

    @Test func answersAreCleaned() async throws {
        let stack = try await TestStack { _ in
            var response = Response.text("x", status: Status(code: 403))
            response.headers.add("X-Kumquat-Session-Changed", TestTokens.sid)
            response.headers.add("X-Request-Id", "theirs")
            response.headers.add("ETag", "1")
            return response
        }.opened()
        let response = try await stack.send(.get, "/api/query_balance", TestStack.token)
        #expect(response.status == 403)
        #expect(response.headers.contains("x-kumquat-session-changed") == false)
        #expect(response.headers.all("x-request-id").count == 1)
        #expect(response.headers["x-request-id"] != "theirs")
        #expect(response.headers["etag"] == "1")
        #expect(response.headers.count(of: "date") == 1)
    }

    /// Auth says so in its own answers, and is believed at once; others are not.
    @Test func changedSessions() async throws {
        let stack = try await TestStack { _ in
            var response = Response.json(Bytes("{}".utf8))
            response.headers.add(
                "X-Kumquat-Session-Changed",
                "\(TestTokens.sid), another-session-id"
            )
            return response
        }.opened()
        _ = try await stack.send(.get, "/api/query_balance", TestStack.token)
        _ = try await stack.send(.get, "/api/query_balance", TestStack.token)
        #expect(stack.auth.sessionCalls == 0)
        stack.auth.change { $0.sessions[TestTokens.sid] = .init(uid: 3, isRevoked: false) }
        _ = try await stack.send(.post, "/api/user/login", TestStack.token)
        _ = try await stack.send(.get, "/api/query_balance", TestStack.token)
        #expect(stack.auth.sessionCalls == 1)
        let header = stack.requests.last?.headers[InternalHeader.identity] ?? ""
        #expect(Identity(header: header)?.uid == ID(3))
    }

    @Test func rates() async throws {
        let stack = try await TestStack(requestsPerHour: 5).opened()
        var statuses: [Int] = []
        for _ in 0..<10 {
            let response = try await stack.send(.get, "/api/query_balance", TestStack.token)
            statuses.append(response.status)
            guard response.status == 429 else { continue }
            let wait = response.headers["retry-after"].flatMap { Int($0) } ?? 0
            #expect((600...720).contains(wait))
        }
        #expect(statuses == [200, 200, 200, 200, 200, 429, 429, 429, 429, 429])
        var logins: [Int] = []
        for _ in 0..<12 { logins.append(try await stack.send(.get, "/api/login/").status) }
        #expect(logins == Array(repeating: 200, count: 10) + [429, 429])
        // Whoever digs, from one address.
        var digs: [Int] = []
        for _ in 0..<7 {
            digs.append(try await stack.send(.post, "/api/treasure/digTask").status)
        }
        #expect(digs == Array(repeating: 401, count: 5) + [429, 429])
    }

    @Test func aServiceThatIsGone() async throws {
        let stack = try await TestStack().opened()
        #expect(try await stack.send(.get, "/api/query_balance", TestStack.token).status == 200)
        await stack.stopService()
        #expect(
            try await stack.answer(.get, "/api/query_balance", TestStack.token)
                == #"502 {"code":-502,"msg":"服务异常，请稍后再试"}"#
        )
        // One that was never there.
        #expect(
            try await stack.answer(.get, "/api/treasure/getMyInfo", TestStack.token)
                == #"503 {"status":503,"msg":"服务暂时不可用，请稍后再试"}"#
        )
    }

    @Test func tooManyInFlight() async throws {
        let gate = Gate()
        let stack = try await TestStack(maximumInFlight: 2) { _ in
            await gate.wait()
            return .json(Bytes("{}".utf8))
        }.opened()
        async let first = stack.send(.get, "/api/query_balance", TestStack.token)
        async let second = stack.send(.get, "/api/query_balance", TestStack.token)
        try await eventually("both are with the service") { stack.requests.count == 2 }
        let third = try await stack.send(.get, "/api/query_balance", TestStack.token)
        #expect(third.status == 503)
        #expect(third.headers["retry-after"] == "1")
        gate.open()
        #expect(try await [first.status, second.status] == [200, 200])
        #expect(try await stack.send(.get, "/api/query_balance", TestStack.token).status == 200)
    }

    @Test(arguments: ["", "a b", "ä", "a\tb", String(repeating: "x", count: 129), "a,b", "<x>"])
    func strangeRequestIDs(_ number: String) async throws {
        let stack = try await TestStack().opened()
        let response = try await stack.send(.get, "/api/x", [(name: "X-Request-Id", value: number)])
        let made = response.headers["x-request-id"] ?? ""
        #expect(made != number)
        #expect((18...40).contains(made.utf8.count))
    }
}

/// So many zeros, in pieces.
final class Zeros: BodySource {
    private let left: Locked<Int>
    private let stopsAt: Int

    init(_ count: Int, failsAfter: Int? = nil) {
        left = Locked(count)
        stopsAt = failsAfter.map { count - $0 } ?? 0
    }

    func next() async throws(BodyFailure) -> Bytes? {
        let (piece, rest) = left.withLock { left in
            let piece = min(left, 50_000)
            left -= piece
            return (piece, left)
        }
        if stopsAt > 0, rest < stopsAt { throw .upstream }
        return piece == 0 ? nil : Bytes(repeating: 0, count: piece)
    }

    func cancel() {}
}

/// Lets nobody through until it is opened.
private final class Gate: Sendable {
    private let isOpen = Atomic<Bool>(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func wait() async {
        while !isOpen.load(ordering: .acquiring) { try? await Task.sleep(nanoseconds: 1_000_000) }
    }
}
