import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import TestKit
import Testing

@testable import SandboxServer

/// WeChat's published vectors, as the sandbox makes and checks them; the clients' side of the same
/// stands in WeChatTests.
@Suite struct VectorTests {
    /// The published texts, encrypted by the sandbox, are the published octets.
    @Test(arguments: [OpenDataVectors.user, OpenDataVectors.phone, OpenDataVectors.steps])
    func sealed(_ encrypted: String, _ text: String) async throws {
        let iv = try #require(Base64.decode(OpenDataVectors.iv))
        let world = try await SandboxWorld()
        let (person, app) = try await world.xiaoming()
        var sandbox = world.sandbox
        sandbox.dice = Dice(RandomSource { Bytes(iv.prefix($0)) })
        let owner = PersonInApp(
            app: app,
            openid: "o",
            unionid: nil,
            sessionKey: OpenDataVectors.sessionKey
        )
        let data = OpenDataText(
            person: person,
            place: owner,
            appid: app.appid,
            now: .init(seconds: 0)
        )
        let sealed = try sandbox.seal(text, of: .phone, data, for: owner)
        #expect(sealed.encryptedData == encrypted)
        #expect(sealed.iv == OpenDataVectors.iv)
    }

    /// The proof of a session key: an HMAC of nothing under the key's text.
    @Test(arguments: [
        ("46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128", Int64(0)),
        // The same key, but over a text.
        ("654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b", 87009),
    ])
    func sessionProof(_ signature: String, _ errcode: Int64) async throws {
        let world = try await SandboxWorld()
        let (person, app) = try await world.xiaoming()
        let openid = try await world.sandbox.database.write { connection in
            let people = PersonStore(connection)
            try people.setSessionKey("o0q0otL8aEzpcZL/FT9WsQ==", of: person.id, in: app.id)
            return try people.place(of: person, in: app)?.openid ?? ""
        }
        let token =
            try await world.get(
                "/cgi-bin/token?grant_type=client_credential&\(world.credentials())"
            ).json["access_token"]?.string ?? ""
        let reply = try await world.get(
            "/wxa/checksession?access_token=\(token)&openid=\(openid)&signature=\(signature)"
                + "&sig_method=hmac_sha256"
        )
        #expect(reply.errcode == errcode)
    }
}

extension SandboxWorld {
    /// Somebody, and the first app.
    fileprivate func xiaoming() async throws -> (SandboxServer.Person, DemoApp) {
        try await sandbox.database.read { connection in
            let app = try #require(try AppStore(connection).all().first)
            return (try Subject.person("xiaoming", connection), app)
        }
    }
}
