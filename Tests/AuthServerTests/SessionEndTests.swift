import AuthDomain
import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import AuthServer

/// What somebody who is logged in does about their log-ins.
@Suite struct SessionEndTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    /// Logs somebody in and answers who calls with that session.
    private func caller(
        _ openid: ExternalID,
        _ code: String,
        appid: String = AuthWorld.appid,
        unionid: ExternalID? = nil
    ) async throws -> Identity {
        world.weChat.code(code, of: openid, unionid: unionid)
        let token = await world.request(["code": code, "appid": appid]).token
        return try await world.caller(by: token)
    }

    private func call(
        _ method: HTTP.Method,
        _ name: String,
        _ parameters: [String: String] = [:],
        as identity: Identity
    ) async -> ServiceKit.Answer {
        await world.harness.call(method, "/api/session/\(name)", parameters, as: identity)
    }

    private func isRevoked(_ identity: Identity) async throws -> Bool {
        try await world.auth.session(identity.sid).term.revoked != nil
    }

    @Test func theListHasAllOfTheAccountsAndNobodyElses() async throws {
        let one = try await caller("o1", "a", unionid: "u1")
        world.world.time.advance(seconds: 1)
        let other = try await caller("p1", "b", appid: AuthWorld.otherAppid, unionid: "u1")
        _ = try await caller("o2", "c")
        let answer = await call(.get, "list", as: one)
        let lines = try #require(answer.data.array)
        #expect(lines.map { $0["id"]?.string } == [other.sid, one.sid])
        #expect(lines.map { $0["current"]?.bool } == [false, true])
        #expect(lines.map { $0["app_id"]?.integer } == [2, 1])
        #expect(lines[1]["created_at"]?.string == "2026-01-15 12:00:00")
        #expect(lines[1]["expires_at"]?.string == "2026-01-22 12:00:00")
    }

    @Test func withoutAnAccountTheListHasTheIdentitysOwn() async throws {
        world.weChat.code("a", of: "o1")
        _ = await world.wxLogin(["code": "a"])
        let sid = try await world.auth.database.read {
            try $0.first("SELECT sid FROM session") { try $0.text(0) }
        }
        let identity = try await world.auth.session(try #require(sid)).identity
        _ = try await caller("o2", "c")
        #expect(await call(.get, "list", as: identity).data.array?.count == 1)
    }

    @Test func logsOutHereOrElsewhereButNobodyElse() async throws {
        let one = try await caller("o1", "a")
        let two = try await caller("o1", "b")
        let stranger = try await caller("o2", "c")
        for id in [stranger.sid, "invented"] {
            let refused = await call(.post, "logout", ["id": id], as: one)
            #expect(refused == Answer(200, #"{"code":-2,"msg":"会话不存在"}"#))
        }
        let there = await call(.post, "logout", ["id": two.sid], as: one)
        #expect(there.code == 0 && there.headers["X-Kumquat-Session-Changed"] == two.sid)
        #expect(try await isRevoked(two))
        #expect(try await isRevoked(one) == false)
        #expect(await call(.post, "logout", as: one).data["id"]?.string == one.sid)
        #expect(try await isRevoked(one))
        #expect(try await isRevoked(stranger) == false)
        #expect(try await world.count("SELECT count(*) FROM session_change") == 2)
    }

    @Test func logsOutEverywhere() async throws {
        let sessions = [
            try await caller("o1", "a", unionid: "u1"),
            try await caller("o1", "b", unionid: "u1"),
            try await caller("p1", "c", appid: AuthWorld.otherAppid, unionid: "u1"),
        ]
        let stranger = try await caller("o2", "d")
        let others = await call(.post, "logout_all", ["keep_current": "1"], as: sessions[0])
        #expect(others == Answer(200, #"{"code":0,"msg":"成功","data":{"ended":2}}"#))
        let told = others.headers["X-Kumquat-Session-Changed"]?.split(separator: ",")
        #expect(Set(told ?? []) == [sessions[1].sid[...], sessions[2].sid[...]])
        #expect(try await isRevoked(sessions[0]) == false)
        #expect(await call(.post, "logout_all", as: sessions[0]).data["ended"]?.integer == 1)
        for session in sessions { #expect(try await isRevoked(session)) }
        #expect(try await isRevoked(stranger) == false)
        let malformed = await call(.post, "logout_all", ["keep_current": "x"], as: stranger)
        #expect(malformed.status == 400)
    }

    @Test func aThousandSessionsEndAtOnce() async throws {
        let one = try await caller("o1", "a")
        let now = world.auth.now
        try await world.auth.database.file.write { connection in
            for number in 0..<1200 {
                try AuthStore(connection: connection).add(
                    KnownSession(sid: "s\(number)", iid: one.iid, term: SessionTerm(created: now))
                )
            }
        }
        #expect(await call(.post, "logout_all", as: one).data["ended"]?.integer == 1201)
    }

    @Test func renewalGivesSevenMoreDays() async throws {
        let one = try await caller("o1", "a")
        world.world.time.advance(seconds: 6 * 86_400)
        let renewed = await call(.post, "renew", as: one)
        #expect(renewed.data["expires_in"]?.integer == 604_800)
        let payload = renewed.token.split(separator: ".")
        let claims = try JSON.parse(try #require(Base64.decodeURL(String(payload[1]))))
        #expect(claims["sid"]?.string == one.sid)
        #expect(claims["exp"]?.integer == world.auth.now.seconds + 604_800)
        world.world.time.advance(seconds: 6 * 86_400)
        #expect(await call(.post, "renew", as: one).code == 0)
        #expect(await call(.post, "logout", as: one).code == 0)
        let refused = await call(.post, "renew", as: one)
        #expect(refused == Answer(200, #"{"code":-2,"msg":"会话不存在"}"#))
    }

    @Test func nobodyInParticularIsSentAway() async throws {
        for (method, name) in [
            (.get, "list"), (.post, "renew"), (.post, "logout"), (.post, "logout_all"),
        ] as [(HTTP.Method, String)] {
            let answer = await world.harness.call(method, "/api/session/\(name)")
            #expect(answer.status == 401, "\(name)")
        }
    }
}
