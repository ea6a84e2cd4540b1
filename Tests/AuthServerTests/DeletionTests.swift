import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

/// `POST /api/account/delete` and what the back office deletes.
@Suite struct DeletionTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    private func delete(_ identity: Identity, _ confirm: String? = "1") async -> Answer {
        await world.harness.call(
            .post,
            "/api/account/delete",
            confirm.map { ["confirm": $0] } ?? [:],
            as: identity
        )
    }

    private func deleted() async throws -> [JSONValue] {
        try await world.auth.database.read { connection in
            try connection.all("SELECT data FROM outbox WHERE type = 'user.deleted' ORDER BY id") {
                try JSON.parse($0.bytes(0))
            }
        }
    }

    @Test func everythingPersonalGoesAndTheNextLoginIsNew() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678", unionid: "u1")
        world.weChat.code("p", of: "p1", unionid: "u1")
        let other = await world.request(["code": "p", "appid": AuthWorld.otherAppid])
        let caller = try await world.caller(by: other.token)
        #expect(caller.uid == uid)
        #expect(await delete(caller) == Answer(200, #"{"code":0,"msg":"成功"}"#))
        let event = try #require(try await deleted().first)
        #expect(event["uid"]?.integer == uid.rawValue && event["iids"]?.array?.count == 2)
        for sql in [
            "SELECT count(*) FROM identity", "SELECT count(*) FROM user_account",
            "SELECT count(*) FROM session", "SELECT count(*) FROM registration",
            "SELECT count(*) FROM sms_code",
        ] as [StaticString] {
            #expect(try await world.count(sql) == 0)
        }
        let feed = await world.harness.call(.get, "/internal/revocations", ["after": "0"])
        let gone = feed.json["changes"]?.array?.filter { $0["kind"]?.string == "gone" }
        #expect(gone?.count == 2 && gone?.contains { $0["sid"]?.string == caller.sid } == true)
        #expect(await world.harness.call(.get, "/internal/sessions/\(caller.sid)").status == 404)
        world.weChat.code("again", of: "o1", unionid: "u1")
        #expect(await world.request(["code": "again"]).data["is_new"]?.bool == true)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
    }

    @Test(arguments: [("o1", nil), ("o1", "u1"), ("o7", "u1")] as [(ExternalID, ExternalID?)])
    func whoComesBackIsInvitedByNobody(_ openid: ExternalID, _ unionid: ExternalID?) async throws {
        world.weChat.code("a", of: "o1", unionid: "u1")
        _ = await world.request(["code": "a", "invite": "ABC234"])
        #expect(await delete(try await world.identity(of: "o1")).code == 0)
        world.weChat.code("b", of: openid, unionid: unionid)
        let back = await world.request(["code": "b", "invite": "ABC234"])
        #expect(back.data["is_new"]?.bool == true)
        world.weChat.code("c", of: "o2", unionid: "u2")
        _ = await world.request(["code": "c", "invite": "ABC234"])
        let invites = try await world.events("user.registered").map { $0["invite"]?.string }
        #expect(invites == ["ABC234", nil, "ABC234"])
    }

    @Test func mergedAccountsGoToo() async throws {
        let uid = try await world.bound("o1", mobile: "13812345678")
        world.weChat.code("b", of: "o2")
        let caller = try await world.caller(by: await world.request(["code": "b"]).token)
        _ = try await world.auth.merge(uid, try #require(caller.uid), by: "test")
        #expect(try await world.count("SELECT count(*) FROM user_account") == 2)
        _ = try await world.auth.deleteUser(uid, by: "test")
        #expect(try await world.count("SELECT count(*) FROM user_account") == 0)
        #expect(try await world.count("SELECT count(*) FROM identity") == 0)
        let answer = await world.harness.call(
            .delete,
            "/admin/auth/users/\(uid)",
            by: AuthWorld.owner
        )
        #expect(answer.status == 404)
    }

    @Test func anIdentityWithoutAnAccountGoes() async throws {
        let caller = try await world.shopper("o1", "a")
        #expect(await delete(caller).code == 0)
        #expect(try await deleted().first?["uid"]?.integer == 0)
        #expect(try await world.count("SELECT count(*) FROM identity") == 0)
        #expect(await delete(caller) == Answer(200, #"{"code":-3,"msg":"账号不存在"}"#))
    }

    @Test func onlyOnRequest() async throws {
        let caller = try await world.shopper("o1", "a")
        #expect(await delete(caller, nil) == Answer(200, #"{"code":-1,"msg":"参数不能为空"}"#))
        #expect(await delete(caller, "0") == Answer(200, #"{"code":-2,"msg":"请确认注销账号"}"#))
        #expect(await delete(caller, "x").status == 400)
        #expect(try await world.count("SELECT count(*) FROM identity") == 1)
    }
}
