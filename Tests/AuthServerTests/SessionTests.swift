import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

@Suite struct SessionTests {
    private func session(_ world: AuthWorld, _ code: String = "a") async throws -> String {
        world.weChat.code(code, of: "o1")
        #expect(await world.request(["code": code]).code == 0)
        let sid = try await world.auth.database.read {
            try $0.first("SELECT sid FROM session ORDER BY created_at DESC LIMIT 1") {
                try $0.text(0)
            }
        }
        return try #require(sid)
    }

    @Test func isShownToTheGateway() async throws {
        let world = try await AuthWorld()
        let sid = try await session(world)
        let iid = try await world.count("SELECT iid FROM identity")
        let uid = try await world.count("SELECT uid FROM identity")
        let standIn = try await world.auth.database.read {
            try $0.first("SELECT stand_in FROM identity") { try $0.octets(0).text } ?? ""
        }
        let end = world.auth.now.seconds + 604_800
        #expect(
            await world.harness.call(.get, "/internal/sessions/\(sid)")
                == Answer(
                    200,
                    #"{"sid":"\#(sid)","iid":\#(iid),"app":1,"oper":1,"openid":"o1","#
                        + #""unionid":"\#(standIn)","uid":\#(uid),"revoked":false,"#
                        + #""expires_at":\#(end),"grant":null}"#
                )
        )
        #expect(
            await world.harness.call(.get, "/internal/sessions/nobody")
                == Answer(
                    404,
                    #"{"error":{"code":"session_unknown","message":"There is no such session."}}"#
                )
        )
    }

    @Test func withoutAnAccountTheUidIsNull() async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        _ = await world.wxLogin(["code": "a"])
        let sid = try #require(
            try await world.auth.database.read {
                try $0.first("SELECT sid FROM session") { try $0.text(0) }
            }
        )
        let answer = await world.harness.call(.get, "/internal/sessions/\(sid)")
        #expect(answer.json["uid"] == .null)
    }

    @Test func revokingIsTold() async throws {
        let world = try await AuthWorld()
        let sid = try await session(world)
        let feed = "/internal/revocations"
        #expect(
            await world.harness.call(.get, feed, ["after": "0"])
                == Answer(200, #"{"last":0,"changes":[]}"#)
        )
        for _ in 0..<2 {
            let answer = await world.harness.call(
                .post,
                "/admin/auth/sessions/\(sid)/revoke",
                by: AuthWorld.owner
            )
            #expect(answer == Answer(200, #"{"sid":"\#(sid)","revoked":true}"#))
            #expect(answer.headers["X-Kumquat-Session-Changed"] == sid)
        }
        let news = await world.harness.call(.get, feed, ["after": "0"])
        let last = try #require(news.json["last"]?.integer)
        let iid = try await world.count("SELECT iid FROM identity")
        let uid = try await world.count("SELECT uid FROM identity")
        let change =
            #"{"n":\#(last),"kind":"revoked","sid":"\#(sid)","iid":\#(iid),"uid":\#(uid)}"#
        #expect(news == Answer(200, #"{"last":\#(last),"changes":[\#(change)]}"#))
        #expect(
            await world.harness.call(.get, feed, ["after": "\(last)"])
                == Answer(200, #"{"last":\#(last),"changes":[]}"#)
        )
        // A number that the file has never given out: all of it again.
        #expect(await world.harness.call(.get, feed, ["after": "\(last + 5)"]) == news)
        let session = await world.harness.call(.get, "/internal/sessions/\(sid)")
        #expect(session.json["revoked"] == .bool(true))
    }

    @Test func whoWaitsIsToldAtOnceAlsoByAnotherReplica() async throws {
        let world = try await AuthWorld()
        let sid = try await session(world)
        let replica = try world.world.serviceDatabase("auth", migrations: Migrations.all)
        async let news = world.harness.call(.get, "/internal/revocations?after=0&wait=20")
        try await replica.write { unit in
            let store = AuthStore(connection: unit.connection)
            let row = try store.session(sid)
            let known = try #require(row)
            try store.note(
                .revoked,
                sid: sid,
                iid: known.iid,
                uid: nil,
                matteringUntil: known.term.expires
            )
        }
        let start = SystemTime.monotonicNanoseconds()
        #expect(await news.json["changes"]?.array?.count == 1)
        #expect(SystemTime.monotonicNanoseconds() - start < 5_000_000_000)
    }

    @Test func aDrainEndsTheWait() async throws {
        let world = try await AuthWorld()
        async let news = world.harness.call(.get, "/internal/revocations?after=0&wait=20")
        world.auth.drain.raise()
        let start = SystemTime.monotonicNanoseconds()
        #expect(await news == Answer(200, #"{"last":0,"changes":[]}"#))
        #expect(SystemTime.monotonicNanoseconds() - start < 5_000_000_000)
    }

    @Test(arguments: ["", "?after=-1", "?after=x", "?after=0&wait=26", "?after=0&wait=-1"])
    func theFeedTakesNumbersOnly(query: String) async throws {
        let world = try await AuthWorld()
        let answer = await world.harness.call(.get, "/internal/revocations" + query)
        #expect(answer.status == 400)
    }

    @Test func whatIsOverIsForgotten() async throws {
        let world = try await AuthWorld()
        let sid = try await session(world)
        try await world.auth.revoke(sid, by: "test")
        world.world.time.advance(seconds: 9 * 86_400)
        try await world.auth.forget()
        for sql in [
            "SELECT count(*) FROM session", "SELECT count(*) FROM code_answer",
            "SELECT count(*) FROM session_change",
        ] as [StaticString] {
            #expect(try await world.count(sql) == 0)
        }
        #expect(try await world.count("SELECT count(*) FROM identity") == 1)
    }
}
