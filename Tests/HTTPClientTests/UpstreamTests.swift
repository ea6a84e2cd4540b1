import HTTP
import HTTPClient
import Testing
import TestKit

@Suite struct UpstreamTests {
    @Test func rotates() {
        let addresses = (1...3).map { Address.tcp(host: "127.0.0.1", port: $0) }
        let upstream = Upstream(name: "points", addresses: addresses)
        let six = (0..<6).map { _ in upstream.next() }
        #expect(Set(six[0..<3]) == Set(addresses))
        #expect(six[0..<3] == six[3..<6])
        upstream.failed(addresses[1])
        #expect(!(0..<6).map { _ in upstream.next() }.contains(addresses[1]))
        for address in addresses { upstream.failed(address) }
        #expect(upstream.next() == addresses[0])
    }

    /// One replica is back and not yet asked again when the other one goes.
    @Test(arguments: [0, 1])
    func whoFailedJustNowIsNotAskedAgain(_ back: Int) {
        let addresses = (1...2).map { Address.tcp(host: "127.0.0.1", port: $0) }
        let upstream = Upstream(name: "points", addresses: addresses)
        upstream.failed(addresses[back])
        let gone = upstream.next()
        upstream.failed(gone)
        #expect(upstream.next() == addresses[back] && gone != addresses[back])
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
}
