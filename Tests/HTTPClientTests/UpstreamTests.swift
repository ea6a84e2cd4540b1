import Basics
import HTTP
import Loops
import Synchronization
import TestKit
import Testing

@testable import HTTPClient

@Suite struct UpstreamTests {
    private static let second: UInt64 = 1_000_000_000

    @Test func theyAreAskedInTurn() {
        var replicas = Replicas(["a", "b", "c"])
        let six = (0..<6).map { _ in
            let place = replicas.take(now: 1)
            if let place { replicas.end(place, .answered, now: 1) }
            return place
        }
        #expect(Set(six[0..<3]) == ["a", "b", "c"])
        #expect(six[0..<3] == six[3..<6])
    }

    /// One that is slow collects requests; it gets fewer of the next ones.
    @Test func whoHasLessToDoIsAsked() throws {
        var replicas = Replicas(["slow", "quick", "other"])
        var asked: [String: Int] = [:]
        for _ in 0..<300 {
            let taken = replicas.take(now: 1)
            let place = try #require(taken)
            asked[place, default: 0] += 1
            if place != "slow" { replicas.end(place, .answered, now: 1) }
        }
        #expect(asked["slow", default: 0] < 5)
    }

    @Test func whoGivesNoAnswerIsSetAsideLongerEachTime() throws {
        var replicas = Replicas(["a", "b"])
        var now: UInt64 = 1
        func isAsked(_ place: String) -> Bool {
            var places: Set<String> = []
            for _ in 0..<4 {
                guard let place = replicas.take(now: now) else { continue }
                places.insert(place)
                replicas.end(place, .unclear, now: now)
            }
            return places.contains(place)
        }
        for seconds: UInt64 in [1, 2, 4, 8, 8] {
            let taken = replicas.take(now: now, except: ["b"])
            #expect(taken == "a")
            replicas.end("a", .silent, now: now)
            #expect(!isAsked("a"))
            now += seconds * Self.second - 1
            #expect(!isAsked("a"))
            now += 1
            #expect(isAsked("a"))
        }
    }

    /// One that is back is asked one thing at a time until it has answered.
    @Test func whoWasAwayIsProbed() throws {
        var replicas = Replicas(["a", "b"])
        _ = replicas.take(now: 1, except: ["b"])
        replicas.end("a", .silent, now: 1)
        let later = 2 * Self.second
        let asked = (0..<10).compactMap { _ in replicas.take(now: later) }
        #expect(asked.count { $0 == "a" } == 1)
        replicas.end("a", .answered, now: later)
        let again = (0..<10).compactMap { _ in replicas.take(now: later) }
        #expect(again.count { $0 == "a" } > 1)
    }

    @Test func ifAllAreAwayTheLongestAwayIsTried() {
        var replicas = Replicas(["a", "b", "c"])
        for (place, now) in [("b", 1), ("c", 2), ("a", 3)] as [(String, UInt64)] {
            replicas.end(place, .silent, now: now)
        }
        let first = replicas.take(now: 4)
        let last = replicas.take(now: 4, except: ["b", "c"])
        let none = replicas.take(now: 4, except: ["a", "b", "c"])
        #expect(first == "b" && last == "a" && none == nil)
    }

    @Test func whatIsKnownOfThoseThatStayIsKept() {
        var replicas = Replicas(["a", "b"])
        replicas.end("a", .silent, now: 1)
        replicas.update(["a", "c"])
        let asked = Set((0..<4).compactMap { _ in replicas.take(now: 2) })
        #expect(asked == ["c"])
    }

    @Test func aDeadReplicaIsPassedOver() async throws {
        let directory = try TemporaryDirectory()
        let peer = try ScriptedPeer(answering: smallAnswer)
        let upstream = Upstream(
            name: "points",
            addresses: [.unix(path: directory.file("dead")), .unix(path: peer.path)]
        )
        let client = TestClient().client
        for _ in 0..<4 {
            let stream = Body.stream(length: 10, PieceSource(count: 2, size: 5))
            for body in [.bytes([1]), stream] {
                let response = try await client.send(.post(peer, body), to: upstream)
                #expect(response.status == 200)
            }
        }
        #expect(peer.requests.count == 8)
    }

    /// One that dies over a request: only what may be carried out twice goes to another.
    @Test(arguments: [
        (Method.get, false, true), (.head, false, true), (.post, false, false),
        (.post, true, true), (.put, false, false),
    ])
    func whatMayHaveBeenDone(_ method: Method, _ repeatable: Bool, _ isAnswered: Bool) async throws
    {
        let dying = try ScriptedPeer { connection, _ in _ = connection.request() }
        let good = try ScriptedPeer(answering: smallAnswer)
        let client = TestClient().client
        for addresses in [[dying.path, good.path], [good.path, dying.path]] {
            let upstream = Upstream(name: "points", addresses: addresses.map { .unix(path: $0) })
            var failures: [ClientFailure] = []
            for _ in 0..<2 {
                var request = ClientRequest(
                    method: method,
                    address: .unix(path: "/"),
                    target: "/"
                )
                if method != .get, method != .head { request.body = .bytes([1]) }
                if repeatable { request.repeatable = true }
                do throws(ClientFailure) {
                    _ = try await client.send(request, to: upstream)
                } catch {
                    failures.append(error)
                }
            }
            #expect(failures == (isAnswered ? [] : [.disconnected]))
        }
    }
}
