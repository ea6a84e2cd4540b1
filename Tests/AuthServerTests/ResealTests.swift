import AuthDomain
import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import Vault

@testable import AuthServer

/// `kumquat-auth reencrypt`, and names without tokens.
@Suite struct ResealTests {
    private func vault(_ keys: [(id: String, octet: UInt8)]) throws -> DataVault {
        try #require(
            DataVault(
                keys.map { (id: $0.id, key: Secret(Bytes(repeating: $0.octet, count: 32))) },
                random: SecureRandom.source
            )
        )
    }

    private func resealAll(_ auth: AuthService) async throws -> ResealCount {
        var sum = ResealCount()
        for column in SealedColumn.allCases {
            let count = try await auth.reseal(column)
            sum.changed += count.changed
            sum.unreadable += count.unreadable
        }
        return sum
    }

    @Test func everythingMovesUnderTheNewestKeyOnce() async throws {
        let world = try await AuthWorld()
        _ = try await world.bound("o1", mobile: "13812345678")
        for number in 0..<300 { world.weChat.code("c\(number)", of: ExternalID("p\(number)")) }
        for number in 0..<300 { _ = await world.wxLogin(["code": "c\(number)"]) }
        world.weChat.code("again", of: "o1", key: 8)
        _ = await world.wxLogin(["code": "again"])
        let both = try world.auth.with(vault([("k2", 8), ("k1", 9)]))
        let count = try await resealAll(both)
        // Two apps, 301 session keys, one previous one, a mobile, a signing key, the look-up key.
        #expect(count == ResealCount(changed: 307, unreadable: 0))
        #expect(try await resealAll(both) == ResealCount())
        let newest = try vault([("k2", 8)])
        let mobiles = try await MobileVault(
            newest,
            in: world.auth.database,
            random: SecureRandom.source
        )
        let alone = world.auth.with(newest, mobiles)
        #expect(try await resealAll(alone) == ResealCount())
        let found = try await alone.findUsers(.mobile("13812345678"))
        #expect(found.first?.mobile?.text == "13812345678")
        let mobile = Mobile(stored: "13812345678")
        #expect(mobiles.mark(mobile) == world.auth.mobiles.mark(mobile))
    }

    @Test func whatDoesNotOpenIsCountedAndStays() async throws {
        let world = try await AuthWorld()
        _ = try await world.bound("o1", mobile: "13812345678")
        let strange = try world.auth.with(vault([("k2", 8)]))
        let count = try await resealAll(strange)
        #expect(count.changed == 0 && count.unreadable == 6)
        #expect(try await resealAll(world.auth) == ResealCount())
    }
}

@Suite struct NameTests {
    @Test func aNameIsAnsweredWhenItIsOnePersons() async throws {
        let world = try await AuthWorld()
        _ = try await world.bound("o1", mobile: "13812345678", unionid: "u1")
        _ = try await world.shopper("p1", "p", appid: AuthWorld.otherAppid, unionid: "u1")
        _ = try await world.shopper("o1", "q", appid: AuthWorld.otherAppid)
        let path = "/internal/identities"
        for (query, status) in [
            (["openid": "o1", "app": "1"], 200), (["openid": "o1"], 409),
            (["unionid": "u1"], 409), (["unionid": "u1", "app": "2"], 200),
            (["openid": "o1", "unionid": "u1"], 200), (["openid": "o1", "unionid": "u2"], 404),
            (["openid": "nobody"], 404), (["app": "1"], 400), (["openid": "o1", "app": "9"], 404),
        ] {
            #expect(await world.harness.call(.get, path, query).status == status, "\(query)")
        }
        let found = await world.harness.call(.get, path, ["openid": "o1", "app": "1"]).json
        #expect(found["oper"]?.integer == 1 && found["unionid"]?.string == "u1")
    }

    /// Once WeChat gives a unionid, the stand-in of before still names the same one.
    @Test func bothUnionidsName() async throws {
        let world = try await AuthWorld()
        let path = "/internal/identities"
        _ = try await world.shopper("o1", "a")
        let before = await world.harness.call(.get, path, ["openid": "o1"]).json
        let standIn = try #require(before["unionid"]?.string)
        _ = try await world.shopper("o1", "b", unionid: "u1")
        for unionid in ["u1", standIn] {
            let found = await world.harness.call(.get, path, ["unionid": unionid]).json
            #expect(found["iid"] == before["iid"] && found["unionid"]?.string == "u1")
        }
    }
}
