import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Testing

@testable import AuthServer

/// Whoever gets somebody to scan a code of theirs takes over nothing: neither at once nor when it
/// turns out later who scanned it.
@Suite struct SceneTakeoverTests {
    private let scenes: SceneWorld

    init() async throws { scenes = try await SceneWorld() }

    private func identities(of uid: ID<User>) async throws -> [ID<WeChatIdentity>] {
        try await scenes.auth.database.read {
            try AuthStore(connection: $0).identities(of: uid)
        }
    }

    private func joinedByScene() async throws -> Int64 {
        try await scenes.world.count("SELECT sum(joined_by_scene) FROM identity")
    }

    /// The victim's account, with another identity and sessions, stays whole.
    @Test func anAccountThatScansIsNotTaken() async throws {
        let attacker = try await scenes.user()
        let victim = try await scenes.guest("v2", mobile: "13900000001", unionid: "uv")
        let own = try #require(victim.uid)
        let home = try await scenes.logIn("v1", appid: AuthWorld.appid, unionid: "uv")
        #expect(home.uid == own)
        let before = try await identities(of: own)
        #expect(before.count == 2)
        #expect(await scenes.redeem(try await scenes.scene(for: attacker), victim).code == 0)
        #expect(try await identities(of: own) == before)
        #expect(try await identities(of: attacker).count == 1)
        #expect(await scenes.uid(of: victim) == own.rawValue)
        #expect(await scenes.uid(of: home) == own.rawValue)
        #expect(try await scenes.world.events("user.merged").isEmpty)
        // And their mobile is theirs: it finds their account, in any mini-program.
        let third = try await scenes.logIn("v3", appid: AuthWorld.appid)
        #expect(try await scenes.world.bind("13900000001", to: third).code == 0)
        #expect(await scenes.uid(of: third) == own.rawValue)
    }

    /// Their account without a mobile, which used to go into the attacker's.
    @Test func anAccountWithoutAMobileIsNotTakenEither() async throws {
        let attacker = try await scenes.user()
        let victim = try await scenes.guest("v2")
        try await scenes.auth.updateProfile(of: victim.iid, by: ProfileChange())
        let own = try #require(try await scenes.auth.session(victim.sid).identity.uid)
        #expect(await scenes.redeem(try await scenes.scene(for: attacker), victim).code == 0)
        #expect(await scenes.uid(of: victim) == own.rawValue)
        #expect(try await identities(of: attacker).count == 1)
        #expect(try await scenes.world.events("user.merged").isEmpty)
    }

    /// The mini-program is bound to an open platform account later: who scanned has an account in
    /// another one, and goes back to it. Before, the two accounts would have become one.
    @Test func whoIsSomebodyElseGoesToTheirOwnAccount() async throws {
        let attacker = try await scenes.user()
        let home = try await scenes.logIn("v1", appid: AuthWorld.appid, unionid: "uv")
        try await scenes.auth.updateProfile(of: home.iid, by: ProfileChange())
        let own = try #require(try await scenes.auth.session(home.sid).identity.uid)
        let victim = try await scenes.guest("v2")
        #expect(await scenes.redeem(try await scenes.scene(for: attacker), victim).code == 0)
        #expect(await scenes.uid(of: victim) == attacker.rawValue)
        #expect(try await joinedByScene() == 1)
        let later = try await scenes.logIn("v2", unionid: "uv")
        #expect(later.iid == victim.iid && later.uid == own)
        #expect(try await identities(of: attacker).count == 1)
        #expect(try await identities(of: own).count == 2)
        #expect(try await joinedByScene() == 0)
        #expect(try await scenes.world.events("user.merged").isEmpty)
        // Tokens that name the other account are asked about.
        #expect(await scenes.uid(of: victim) == own.rawValue)
        let changes = await scenes.world.harness.call(
            .get,
            "/internal/revocations?after=0&wait=0"
        )
        let last = changes.json["changes"]?.array?.last
        #expect(last?["iid"]?.integer == victim.iid.rawValue && last?["sid"] == .null)
        // Both accounts are told to the others as they are now.
        let told = try await scenes.world.events("user.changed").suffix(2)
        #expect(Set(told.compactMap { $0["uid"]?.integer }) == [attacker.rawValue, own.rawValue])
    }

    /// The same where they have no account: they get one of their own.
    @Test func whoIsSomebodyElseGetsAnAccountOfTheirOwn() async throws {
        let attacker = try await scenes.user(unionid: "ua")
        let victim = try await scenes.guest("v2")
        #expect(await scenes.redeem(try await scenes.scene(for: attacker), victim).code == 0)
        let later = try await scenes.logIn("v2", unionid: "uv")
        let own = try #require(later.uid)
        #expect(own != attacker)
        #expect(try await identities(of: attacker).count == 1)
        let home = try await scenes.logIn("v1", appid: AuthWorld.appid, unionid: "uv")
        #expect(home.uid == own)
    }

    /// The unionid of whoever scanned leads nobody else's log-in into the account.
    @Test func theOthersIdentitiesDoNotFollow() async throws {
        let attacker = try await scenes.user()
        let victim = try await scenes.guest("v2", unionid: "uv")
        #expect(await scenes.redeem(try await scenes.scene(for: attacker), victim).code == 0)
        #expect(await scenes.uid(of: victim) == attacker.rawValue)
        let home = try await scenes.logIn("v1", appid: AuthWorld.appid, unionid: "uv")
        #expect(home.uid == nil)
        try await scenes.auth.updateProfile(of: home.iid, by: ProfileChange())
        let own = try #require(try await scenes.auth.session(home.sid).identity.uid)
        #expect(own != attacker)
        // From now on it is known who scanned.
        let later = try await scenes.logIn("v2", unionid: "uv")
        #expect(later.uid == own)
    }

    @Test func whoIsTheUserStays() async throws {
        let uid = try await scenes.user(unionid: "ua")
        let there = try await scenes.guest("p1")
        #expect(await scenes.redeem(try await scenes.scene(for: uid), there).code == 0)
        #expect(try await joinedByScene() == 1)
        let later = try await scenes.logIn("p1", unionid: "ua")
        #expect(later.uid == uid)
        #expect(try await joinedByScene() == 0)
    }

    @Test func aMobileProvesItToo() async throws {
        let uid = try await scenes.user()
        let there = try await scenes.guest("p1")
        #expect(await scenes.redeem(try await scenes.scene(for: uid), there).code == 0)
        let bound = try await scenes.auth.session(there.sid).identity
        #expect(try await scenes.world.bind("13900000001", to: bound).code == 10006)
        #expect(try await joinedByScene() == 1)
        #expect(try await scenes.world.bind(SceneWorld.owner, to: bound).code == 0)
        #expect(try await joinedByScene() == 0)
    }

    /// Each is bound to a mobile of their own: the same unionid makes no one account of them, and
    /// a scene does not either.
    @Test func twoMobilesStayTwoAccounts() async throws {
        let uid = try await scenes.user()
        let guest = try await scenes.guest("p2", mobile: "13900000001", unionid: "u")
        _ = try await scenes.logIn("o1", appid: AuthWorld.appid, unionid: "u")
        let answer = await scenes.redeem(try await scenes.scene(for: uid), guest)
        #expect(answer.data["userInfo"]?["mobile"]?.string == "138****5678")
        #expect(await scenes.uid(of: guest) == guest.uid?.rawValue)
        #expect(await scenes.grant(of: guest)?["uid"]?.integer == uid.rawValue)
    }

    /// By unionid it is one person: whom another's scene had, their own gets back.
    @Test func proofLeadsBack() async throws {
        let attacker = try await scenes.user()
        let there = try await scenes.guest("p1", unionid: "u")
        #expect(await scenes.redeem(try await scenes.scene(for: attacker), there).code == 0)
        let own = try await scenes.world.bound("o7", mobile: "13700000007", unionid: "u")
        #expect(own != attacker)
        let answer = await scenes.redeem(try await scenes.scene(for: own), there)
        #expect(answer.data["userInfo"]?["mobile"]?.string == "13700000007")
        #expect(await scenes.uid(of: there) == own.rawValue)
        #expect(try await joinedByScene() == 0)
        #expect(try await identities(of: attacker).count == 1)
    }
}
