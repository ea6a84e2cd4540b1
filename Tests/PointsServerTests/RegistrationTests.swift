import Basics
import HTTP
import ServiceKit
import Testing

@testable import PointsServer

/// `user.registered`, as auth delivers it: at least once.
@Suite struct RegistrationTests {
    private func deliver(_ points: PointsWorld, _ events: String...) async -> Answer {
        let body = #"{"events":[\#(events.joined(separator: ","))]}"#
        return await points.harness.call(.post, "/internal/events", json: body)
    }

    private func event(_ id: Int, iid: Int, data: String? = nil) -> String {
        let data = data ?? #"{"iid":\#(iid),"uid":\#(iid),"app":1,"openid":"o\#(iid)"}"#
        return #"{"id":"auth:\#(id)","seq":\#(id),"subject":"iid:\#(iid)","#
            + #""type":"user.registered","at":1768449600000,"data":\#(data)}"#
    }

    @Test func countsEachParticipantOnce() async throws {
        let points = try PointsWorld()
        let accepted = await deliver(points, event(1, iid: 1), event(2, iid: 2))
        #expect(accepted == Answer(200, #"{"accepted":2,"refused":[]}"#))
        _ = await deliver(points, event(1, iid: 1), event(2, iid: 2))
        _ = await deliver(points, event(3, iid: 1))
        #expect(try await points.check().participants == 2)
        await points.sign(3)
        _ = await deliver(points, event(4, iid: 3))
        await points.sign(1)
        let sums = LedgerCheck.Sums(participants: 3, entries: 2, balance: 20)
        #expect(try await points.check() == sums)
    }

    @Test(arguments: [
        "{}", #"{"iid":"1","app":1,"openid":"o1"}"#, #"{"iid":1,"openid":"o1"}"#,
        #"{"iid":1,"app":1}"#, #"{"iid":1,"app":1,"openid":""}"#,
    ])
    func refusesWhatMakesNoSense(_ data: String) async throws {
        let points = try PointsWorld()
        let answer = await deliver(points, event(1, iid: 1, data: data))
        #expect(answer == Answer(200, #"{"accepted":0,"refused":["auth:1"]}"#))
        #expect(try await points.check() == LedgerCheck.Sums())
    }
}
