import Contracts
import HTTP
import HTTPClient
import ServiceKit
import Testing

@testable import GatewayServer

@Suite struct LimitTests {
    private static let second: UInt64 = 1_000_000_000

    @Test func burstThenRate() {
        let limiter = RateLimiter<Int>(count: 20, seconds: 1, burst: 60)
        let start = 1_000 * Self.second
        var passed = 0
        for _ in 0..<100 where limiter.refusal(of: 1, now: start) == nil { passed += 1 }
        #expect(passed == 60)
        #expect(limiter.refusal(of: 1, now: start) == 1)
        #expect(limiter.refusal(of: 2, now: start) == nil)
        // A flood gets no more than the rate, however long it lasts.
        passed = 0
        for step in 1...10_000 {
            let now = start + UInt64(step) * Self.second / 1000
            if limiter.refusal(of: 1, now: now) == nil { passed += 1 }
        }
        #expect((199...201).contains(passed))
    }

    @Test func retryAfterIsTrue() throws {
        let limiter = RateLimiter<Int>(count: 10, seconds: 60, burst: 10)
        let start = 1_000 * Self.second
        for _ in 0..<10 { #expect(limiter.refusal(of: 1, now: start) == nil) }
        let seconds = try #require(limiter.refusal(of: 1, now: start))
        #expect(seconds == 6)
        #expect(limiter.refusal(of: 1, now: start + UInt64(seconds - 1) * Self.second) != nil)
        #expect(limiter.refusal(of: 1, now: start + UInt64(seconds) * Self.second) == nil)
    }

    @Test(arguments: [
        ("203.0.113.7", 200), ("2001:db8::1", 200), ("127.0.0.1", nil), ("unix", nil),
    ])
    func oneAddressHasSoManyConnections(_ address: String, _ count: Int?) {
        let limits = Limits(Limits.Rates(), sparesLoopback: false, metrics: Metrics())
        #expect(limits.connections(of: RemoteAddress(text: address)) == count)
    }

    /// Behind a carrier's address are thousands who log in; whoever guesses is told apart.
    @Test func logInsThatFailAreFewer() throws {
        let limits = Limits(Limits.Rates(), sparesLoopback: false, metrics: Metrics())
        func passed(_ address: String, fails: Bool) throws -> Int {
            let address = try ClientAddress.of(address)
            return (0..<100).prefix { _ in
                guard limits.refusal(of: address, .logins) == nil else { return false }
                if fails { limits.noteFailedLogin(from: address) }
                return true
            }.count
        }
        #expect(try passed("203.0.113.7", fails: false) == 60)
        #expect(try passed("203.0.113.8", fails: true) == 10)
        #expect(try passed("203.0.113.9", fails: false) == 60)
    }

    /// What the log says of somebody is a network, and no person.
    @Test(arguments: [
        ("203.0.113.7", "203.0.113.0"), ("2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::"),
        ("2001:db8::1", "2001:db8:::"), ("127.0.0.1", "127.0.0.1"), ("unix", "unix"),
    ])
    func networks(_ address: String, _ network: String) throws {
        #expect(try ClientAddress.of(address).network == network)
    }

    @Test func memoryIsBounded() {
        let limiter = RateLimiter<Int>(count: 1, seconds: 1, burst: 5, maximumCallers: 100)
        for caller in 0..<100_000 { _ = limiter.refusal(of: caller, now: Self.second) }
        #expect(limiter.count <= 200)
    }

    /// The change of generations forgets nobody who still owes.
    @Test func generationsRemember() {
        let limiter = RateLimiter<Int>(count: 1, seconds: 1, burst: 4)
        var passed = 0
        for step in 0..<4000 {
            let now = 100 * Self.second + UInt64(step) * Self.second / 100
            if limiter.refusal(of: 1, now: now) == nil { passed += 1 }
        }
        #expect((43...45).contains(passed))
    }

    @Test func bodiesOnTheirWayLeaveRoom() {
        let upstream = Upstream(name: "x", addresses: [.unix(path: "/x")])
        let limiter = ConcurrencyLimiter(upstream, maximumInFlight: 8)
        func enter(streaming: Bool) -> Bool {
            limiter.enter(streaming: streaming, forEverybody: false)
        }
        #expect((0..<3).map { _ in enter(streaming: true) } == [true, true, false])
        #expect((0..<7).map { _ in enter(streaming: false) }.count { $0 } == 6)
        #expect(limiter.count == 8)
        limiter.leave(streaming: true, forEverybody: false)
        #expect(enter(streaming: true))
    }

    @Test func whatAnybodyMayAskForLeavesRoom() {
        let upstream = Upstream(name: "x", addresses: [.unix(path: "/x")])
        let limiter = ConcurrencyLimiter(upstream, maximumInFlight: 16)
        func enter(forEverybody: Bool) -> Bool {
            limiter.enter(streaming: false, forEverybody: forEverybody)
        }
        #expect((0..<3).map { _ in enter(forEverybody: true) } == [true, true, false])
        #expect((0..<15).map { _ in enter(forEverybody: false) }.count { $0 } == 14)
        limiter.leave(streaming: false, forEverybody: true)
        #expect(enter(forEverybody: true) && limiter.count == 16)
        #expect(!enter(forEverybody: false))
    }
}

extension ClientAddress {
    /// Of a peer that no server is in front of.
    fileprivate static func of(_ peer: String) throws -> ClientAddress {
        ClientAddress(
            Request(
                method: .get,
                target: try #require(RequestTarget("/")),
                remote: RemoteAddress(text: peer)
            )
        )
    }
}
