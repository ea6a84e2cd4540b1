import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Testing

@testable import AuthServer

/// Scenes as commerce makes them and phones redeem them.
struct SceneWorld {
    let world: AuthWorld

    static let subject = "order:A1"
    static let owner = "13812345678"

    init() async throws { world = try await AuthWorld() }

    var auth: AuthService { world.auth }
    var now: UnixTime { world.auth.now }

    /// `POST /internal/scenes` for the second app, with a grant until so many seconds from now.
    func scene(
        for uid: ID<User>,
        granting subject: String? = SceneWorld.subject,
        forSeconds seconds: Int64 = 1800
    ) async throws -> String {
        let grant = subject.map {
            #","grant":"\#($0)","grant_until":\#(now.seconds + seconds)"#
        }
        let answer = await world.harness.call(
            .post,
            "/internal/scenes",
            json: #"{"app":2,"uid":\#(uid),"payload":{"user_id":\#(uid),"order_no":"A1"}"#
                + "\(grant ?? "")}"
        )
        return try #require(answer.json["scene"]?.string, "\(answer)")
    }

    func redeem(_ scene: String, _ identity: Identity) async -> Answer {
        await world.harness.call(
            .post,
            "/api/user/loginWithSceneId",
            ["sceneId": scene],
            as: identity
        )
    }

    /// The user of scenes: bound, in the first app.
    func user(unionid: ExternalID? = nil) async throws -> ID<User> {
        try await world.bound("o1", mobile: Self.owner, unionid: unionid)
    }

    /// Somebody in the second app, without an account unless they bind a mobile.
    func guest(
        _ openid: ExternalID,
        mobile: String? = nil,
        unionid: ExternalID? = nil
    ) async throws -> Identity {
        let appid = AuthWorld.otherAppid
        if let mobile {
            _ = try await world.bound(openid, mobile: mobile, appid: appid, unionid: unionid)
        }
        return try await logIn(openid, appid: appid, unionid: unionid)
    }

    /// Logs in to WeChat once more.
    func logIn(
        _ openid: ExternalID,
        appid: String = AuthWorld.otherAppid,
        unionid: ExternalID? = nil
    ) async throws -> Identity {
        let code = Base64.encodeURL(world.world.random.bytes(9))
        return try await world.shopper(openid, code, appid: appid, unionid: unionid)
    }

    /// What the gateway is told of a session.
    func session(_ identity: Identity) async -> JSONValue {
        await world.harness.call(.get, "/internal/sessions/\(identity.sid)").json
    }

    func grant(of identity: Identity) async -> JSONValue? { await session(identity)["grant"] }

    func uid(of identity: Identity) async -> Int64? { await session(identity)["uid"]?.integer }

    /// The sessions that gateways have to ask about, by the feed after a number.
    func changed(after number: Int64) async -> [String] {
        let page = await world.harness.call(
            .get,
            "/internal/revocations?after=\(number)&wait=0"
        )
        return (page.json["changes"]?.array ?? [])
            .filter { $0["kind"]?.string == "changed" }
            .compactMap { $0["sid"]?.string }
    }

    func lastChange() async -> Int64 {
        let page = await world.harness.call(.get, "/internal/revocations?after=0&wait=0")
        return page.json["last"]?.integer ?? -1
    }

    static func refusal(_ code: Int, _ message: String, status: Int = 200) -> Answer {
        Answer(status, #"{"code":\#(code),"message":"\#(message)"}"#)
    }
}
