import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

/// Whoever scans a scene of somebody else's and has an account of their own: they keep it, and
/// their session may do the one thing that the scene is for.
@Suite struct SceneGrantTests {
    private let scenes: SceneWorld

    init() async throws { scenes = try await SceneWorld() }

    /// The user of the scene, and somebody with another account in the second app.
    private func people() async throws -> (uid: ID<User>, guest: Identity) {
        (try await scenes.user(), try await scenes.guest("p2", mobile: "13900000001"))
    }

    @Test func theyStayWhoTheyAre() async throws {
        let (uid, guest) = try await people()
        let own = try #require(guest.uid)
        let (scene, last) = (try await scenes.scene(for: uid), await scenes.lastChange())
        let answer = await scenes.redeem(scene, guest)
        #expect(
            answer
                == Answer(
                    200,
                    #"{"code":0,"message":"请求成功","data":{"userInfo":"#
                        + #"{"name":"138****5678","mobile":"138****5678"},"#
                        + #""payload":{"user_id":\#(uid),"order_no":"A1"}}}"#
                )
        )
        #expect(answer.headers["X-Kumquat-Session-Changed"] == guest.sid)
        #expect(await scenes.uid(of: guest) == own.rawValue)
        let grant = try #require(await scenes.grant(of: guest))
        #expect(grant["uid"]?.integer == uid.rawValue)
        #expect(grant["subject"]?.string == SceneWorld.subject)
        #expect(grant["expires_at"]?.integer == scenes.now.seconds + 1800)
        // Gateways that the answer did not go through learn it from the feed.
        #expect(await scenes.changed(after: last) == [guest.sid])
        #expect(await scenes.redeem(scene, guest) == SceneWorld.refusal(10001, "场景值已被使用"))
        #expect(try await scenes.world.events("user.merged").isEmpty)
    }

    @Test func aNicknameIsMasked() async throws {
        let (uid, guest) = try await people()
        let user = try await scenes.world.identity(of: "o1")
        var change = ProfileChange()
        change.nickname = "小橘子"
        try await scenes.auth.updateProfile(of: user.iid, by: change)
        let answer = await scenes.redeem(try await scenes.scene(for: uid), guest)
        #expect(answer.data["userInfo"]?["name"]?.string == "小**")
        #expect(answer.data["userInfo"]?["mobile"]?.string == "138****5678")
    }

    /// Other sessions of theirs, and tokens, have nothing to do with it.
    @Test func onlyTheSessionThatScannedMayDoIt() async throws {
        let (uid, guest) = try await people()
        let elsewhere = try await scenes.logIn("p2")
        #expect(elsewhere.iid == guest.iid && elsewhere.sid != guest.sid)
        #expect(await scenes.redeem(try await scenes.scene(for: uid), guest).code == 0)
        #expect(await scenes.grant(of: elsewhere) == .null)
        let renewed = await scenes.world.harness.call(.post, "/api/session/renew", as: guest)
        let parts = renewed.token.split(separator: ".")
        let claims = try #require(parts.count == 3 ? Base64.decodeURL(String(parts[1])) : nil)
        #expect(try JSON.parse(claims)["grant"] == nil)
        #expect(try JSON.parse(claims)["uid"]?.integer == guest.uid?.rawValue)
        #expect(await scenes.grant(of: guest) != .null)
    }

    @Test func itEndsWithWhatItIsFor() async throws {
        let (uid, guest) = try await people()
        let scene = try await scenes.scene(for: uid, forSeconds: 600)
        #expect(await scenes.redeem(scene, guest).code == 0)
        scenes.world.world.time.advance(seconds: 599)
        #expect(await scenes.grant(of: guest) != .null)
        scenes.world.world.time.advance(seconds: 1)
        #expect(await scenes.grant(of: guest) == .null)
        try await scenes.auth.forget()
        scenes.world.world.time.advance(seconds: 1)
        try await scenes.auth.forget()
        #expect(try await scenes.world.count("SELECT count(*) FROM session_grant") == 0)
    }

    @Test func aSceneForNothingInParticularGrantsNothing() async throws {
        let (uid, guest) = try await people()
        let scene = try await scenes.scene(for: uid, granting: nil)
        let answer = await scenes.redeem(scene, guest)
        #expect(answer.code == 0 && answer.data["payload"]?["order_no"]?.string == "A1")
        #expect(await scenes.grant(of: guest) == .null)
    }

    @Test func theNewestTakesThePlaceOfTheOlder() async throws {
        let (uid, guest) = try await people()
        let other = try await scenes.world.bound("o9", mobile: "13800000009")
        #expect(await scenes.redeem(try await scenes.scene(for: uid), guest).code == 0)
        let second = try await scenes.scene(for: other, granting: "order:B2")
        #expect(await scenes.redeem(second, guest).code == 0)
        let grant = await scenes.grant(of: guest)
        #expect(grant?["uid"]?.integer == other.rawValue)
        #expect(grant?["subject"]?.string == "order:B2")
    }

    @Test func whoHasTheAccountAlreadyNeedsNoGrant() async throws {
        let uid = try await scenes.user()
        let there = try await scenes.guest("p1")
        #expect(await scenes.redeem(try await scenes.scene(for: uid), there).code == 0)
        let again = await scenes.redeem(try await scenes.scene(for: uid), there)
        #expect(again.data["userInfo"]?["mobile"]?.string == SceneWorld.owner)
        #expect(await scenes.grant(of: there) == .null)
    }

    // MARK: Ends

    @Test func aBanOfTheOwnerTakesItBack() async throws {
        let (uid, guest) = try await people()
        let later = try await scenes.scene(for: uid)
        #expect(await scenes.redeem(try await scenes.scene(for: uid), guest).code == 0)
        let last = await scenes.lastChange()
        _ = try await scenes.auth.ban(uid, by: "test")
        #expect(await scenes.grant(of: guest) == .null)
        #expect(await scenes.changed(after: last).contains(guest.sid))
        #expect(await scenes.session(guest)["revoked"] == .bool(false))
        #expect(await scenes.redeem(later, guest) == SceneWorld.refusal(10004, "账号不存在"))
        // It does not come back by itself.
        try await scenes.auth.unban(uid, by: "test")
        #expect(await scenes.grant(of: guest) == .null)
    }

    @Test func theEndOfTheOwnersAccountTakesItBack() async throws {
        let (uid, guest) = try await people()
        #expect(await scenes.redeem(try await scenes.scene(for: uid), guest).code == 0)
        let last = await scenes.lastChange()
        _ = try await scenes.auth.deleteUser(uid, by: "test")
        #expect(await scenes.grant(of: guest) == .null)
        #expect(await scenes.changed(after: last).contains(guest.sid))
        #expect(await scenes.uid(of: guest) == guest.uid?.rawValue)
        #expect(try await scenes.world.count("SELECT count(*) FROM session_grant") == 0)
    }

    @Test func itFollowsTheOwnerIntoAnotherAccount() async throws {
        let (uid, guest) = try await people()
        #expect(await scenes.redeem(try await scenes.scene(for: uid), guest).code == 0)
        let user = try await scenes.world.identity(of: "o1")
        let older = try await scenes.world.shopper("o5", "five")
        _ = try await scenes.auth.updateProfile(of: older.iid, by: ProfileChange())
        let other = try #require(try await scenes.auth.session(older.sid).identity.uid)
        let last = await scenes.lastChange()
        let left = try await scenes.auth.merge(uid, other, by: "test")
        #expect(left == uid && user.uid == uid)
        #expect(await scenes.grant(of: guest)?["uid"]?.integer == uid.rawValue)
        // The account that goes: the one without a verified mobile.
        let third = try await scenes.scene(for: uid, granting: "order:C3")
        let swapped = try await scenes.auth.database.write { unit -> ID<User> in
            let accounts = scenes.auth.accounts(unit)
            let fresh = try accounts.store.addUser(at: unit.now).uid
            try accounts.give(
                Grant(uid: fresh, subject: "order:D4", expires: unit.now.adding(seconds: 60)),
                to: KnownSession(
                    sid: guest.sid,
                    iid: guest.iid,
                    term: SessionTerm(created: unit.now)
                )
            )
            return fresh
        }
        #expect(try await scenes.auth.merge(swapped, uid, by: "test") == uid)
        let grant = await scenes.grant(of: guest)
        #expect(grant?["uid"]?.integer == uid.rawValue)
        #expect(grant?["subject"]?.string == "order:D4")
        #expect(await scenes.changed(after: last).contains(guest.sid))
        #expect(await scenes.redeem(third, guest).code == 0)
    }

    @Test func aSessionThatIsOverIsGivenNothing() async throws {
        let (uid, guest) = try await people()
        let scene = try await scenes.scene(for: uid)
        try await scenes.auth.end(guest.sid, by: guest)
        #expect(
            await scenes.redeem(scene, guest)
                == SceneWorld.refusal(10007, "token无效或不存在", status: 401)
        )
        // Nothing was used up by that.
        let again = try await scenes.logIn("p2")
        #expect(await scenes.redeem(scene, again).code == 0)
        try await scenes.auth.end(again.sid, by: again)
        #expect(await scenes.grant(of: again) == .null)
        #expect(await scenes.session(again)["revoked"] == .bool(true))
    }

    @Test func itGoesWithTheIdentity() async throws {
        let (uid, guest) = try await people()
        #expect(await scenes.redeem(try await scenes.scene(for: uid), guest).code == 0)
        try await scenes.auth.deleteAccount(of: guest)
        #expect(try await scenes.world.count("SELECT count(*) FROM session_grant") == 0)
        #expect(await scenes.session(guest)["error"]?["code"]?.string == "session_unknown")
    }

    // MARK: What is asked for

    @Test(arguments: [
        (#""grant":"order:A1""#, 400, "parameter_missing"),
        (#""grant":"order:A1","grant_until":0"#, 422, "grant_malformed"),
        (#""grant":"order:A1","grant_until":NOW"#, 422, "grant_malformed"),
        (#""grant":"order:A1","grant_until":LATER"#, 422, "grant_malformed"),
        (#""grant":"order A1","grant_until":SOON"#, 422, "grant_malformed"),
        (#""grant":"订单","grant_until":SOON"#, 422, "grant_malformed"),
        (#""grant":"LONG","grant_until":SOON"#, 422, "grant_malformed"),
        (#""grant":"order:A1","grant_until":"SOON""#, 200, ""),
    ])
    func whatIsNoGrant(_ members: String, _ status: Int, _ code: String) async throws {
        let uid = try await scenes.user()
        let now = scenes.now.seconds
        var json = #"{"app":2,"uid":\#(uid),"payload":{},\#(members)}"#
        for (word, value) in [
            ("NOW", "\(now)"), ("LATER", "\(now + 86_401)"), ("SOON", "\(now + 1)"),
            ("LONG", String(repeating: "x", count: 129)),
        ] {
            json = json.split(separator: word, omittingEmptySubsequences: false)
                .joined(separator: value)
        }
        let answer = await scenes.world.harness.call(.post, "/internal/scenes", json: json)
        #expect(answer.status == status, "\(answer)")
        #expect(answer.errorName ?? "" == code)
    }
}
