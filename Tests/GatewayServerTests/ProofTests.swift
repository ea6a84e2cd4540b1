import Basics
import Contracts
import HTTP
import HTTPClient
import ServiceKit
import Testing

@testable import GatewayServer

/// A service with another internal key, or with a clock that is off: something that an operator
/// mends. Nobody is logged out for it.
@Suite struct ProofTests {
    private static func refusal(_ call: UnprovenCall) -> Response {
        var response = Response.json(Bytes(#"{"code":-401}"#.utf8), status: .unauthorized)
        response.headers.set(InternalHeader.unproven, call.description)
        return response
    }

    @Test(arguments: [UnprovenCall.key, .clock(secondsAway: 45), .clock(secondsAway: -45)])
    func isNoClientsFault(_ call: UnprovenCall) async throws {
        let stack = try await TestStack { _ in Self.refusal(call) }.opened()
        #expect(stack.watch.problem() == nil)
        let response = try await stack.send(.post, "/api/sign/", TestStack.token)
        #expect(response.status == 502)
        #expect(!response.headers.contains("www-authenticate"))
        #expect(!response.headers.contains(InternalHeader.unproven))
        let problem = try #require(stack.watch.problem())
        switch call {
        case .key: #expect(problem.contains("KUMQUAT_INTERNAL_KEYS"))
        case .clock(let seconds):
            #expect(problem.contains("45 s \(seconds > 0 ? "behind" : "ahead")"))
        }
        // It is tried again after a while, or nothing would ever be.
        let later = SystemTime.monotonicNanoseconds() + 11_000_000_000
        #expect(stack.watch.problem(now: later) == nil)
    }

    /// A 401 of the service's own is one.
    @Test func aPlainRefusalStaysOne() async throws {
        let stack = try await TestStack { _ in .json(Bytes("{}".utf8), status: .unauthorized) }
            .opened()
        #expect(try await stack.send(.post, "/api/sign/", TestStack.token).status == 401)
        #expect(stack.watch.problem() == nil)
    }

    @Test(arguments: ["key", "clock 45", "clock -45"])
    func isReadAsItIsWritten(_ text: String) {
        #expect(UnprovenCall(text)?.description == text)
    }

    @Test(arguments: ["", "keys", "key 1", "clock", "clock x", "clock 1 2"])
    func whatIsNone(_ text: String) { #expect(UnprovenCall(text) == nil) }

    @Test func answersOfAuthStayWithWhomTheyAreFor() async throws {
        let stack = try await TestStack { request in
            var response = Response.json(Bytes("{}".utf8))
            if request.target.path.elementsEqual("/.well-known/jwks.json".utf8) {
                response.headers.set("Cache-Control", "public, max-age=300")
            }
            return response
        }.opened()
        let login = try await stack.send(.get, "/api/login/?code=a")
        #expect(login.headers["cache-control"] == "no-store")
        #expect(login.headers["x-content-type-options"] == "nosniff")
        let keys = try await stack.send(.get, "/.well-known/jwks.json")
        #expect(keys.headers["cache-control"] == "public, max-age=300")
        #expect(keys.headers["x-content-type-options"] == "nosniff")
    }

    @Test func logInsThatFailAreCounted() async throws {
        var rates = TestStack.perAddress
        rates.failedLoginsPerMinute = 2
        let stack = try await TestStack(perAddress: rates) { request in
            var response = Response.json(Bytes("{}".utf8))
            if request.target.description.contains("bad") {
                response.headers.set(InternalHeader.loginRefused, "1")
            }
            return response
        }.opened()
        func status(_ code: String) async throws -> Int {
            let response = try await stack.send(.get, "/api/login/?code=\(code)")
            #expect(!response.headers.contains(InternalHeader.loginRefused))
            return response.status
        }
        for _ in 0..<3 { #expect(try await status("good") == 200) }
        for _ in 0..<2 { #expect(try await status("bad") == 200) }
        #expect(try await status("good") == 429)
    }
}
