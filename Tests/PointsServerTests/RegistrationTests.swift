import Basics
import Events
import HTTP
import ServiceKit
import Testing

@testable import PointsServer

/// `user.registered`, as auth delivers it: at least once.
@Suite struct RegistrationTests {
    @Test func countsEachParticipantOnce() async throws {
        let points = try await PointsWorld()
        let accepted = await points.deliver(.registered(1, iid: 1), .registered(2, iid: 2))
        #expect(accepted == Answer(200, #"{"accepted":2,"parked":0}"#))
        await points.deliver(.registered(1, iid: 1), .registered(2, iid: 2))
        await points.deliver(.registered(3, iid: 1))
        #expect(try await points.check().participants == 2)
        await points.sign(3)
        await points.deliver(.registered(4, iid: 3))
        await points.sign(1)
        let sums = LedgerCheck.Sums(participants: 3, entries: 2, balance: 20)
        #expect(try await points.check() == sums)
    }

    @Test(arguments: [
        "{}", #"{"iid":"1","app":1,"openid":"o1"}"#, #"{"iid":1,"openid":"o1"}"#,
        #"{"iid":1,"app":1}"#, #"{"iid":1,"app":1,"openid":""}"#,
    ])
    func refusesWhatMakesNoSense(_ data: String) async throws {
        let points = try await PointsWorld()
        let event = Told(1, "user.registered", subject: "iid:1", data)
        #expect(await points.deliver(event) == Answer(200, #"{"accepted":0,"parked":1}"#))
        #expect(try await points.check() == LedgerCheck.Sums())
    }

    /// A new identity may come before auth's word that the old one is gone.
    @Test func anOpenidThatComesAgain() async throws {
        let points = try await PointsWorld()
        await points.sign(1)
        var again = PointsWorld.caller(7)
        again = Identity(
            iid: again.iid,
            sid: "s7",
            app: again.app,
            oper: 1,
            openid: ExternalID("o1"),
            unionid: again.unionid
        )
        let answer = await points.harness.call(.post, "/api/sign/", ["openid": "o1"], as: again)
        #expect(answer == .ok)
        await points.deliver(.registered(9, iid: 1))
        let sums = LedgerCheck.Sums(participants: 2, entries: 2, balance: 20)
        #expect(try await points.check() == sums)
    }
}
