import AuthDomain
import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Testing

@testable import AuthServer

@Suite struct SigningKeyTests {
    private func kid(_ token: String) throws -> String {
        let parts = try #require(JWT.decode(Bytes(token.utf8)))
        return try #require(try JSON.parse(parts.headerJSON)["kid"]?.string)
    }

    private func publicKeys(_ world: AuthWorld) async throws -> [String: Ed25519PublicKey] {
        let target = try #require(RequestTarget("/.well-known/jwks.json"))
        let answer = await world.harness.answer(Request(method: .get, target: target))
        #expect(answer.status == 200)
        var keys: [String: Ed25519PublicKey] = [:]
        for key in try #require(answer.json["keys"]?.array) {
            #expect(key["kty"]?.string == "OKP" && key["crv"]?.string == "Ed25519")
            #expect(key["use"]?.string == "sig" && key["alg"]?.string == "EdDSA")
            let x = try #require(key["x"]?.string.flatMap(Base64.decodeURL))
            keys[try #require(key["kid"]?.string)] = try Ed25519PublicKey(raw: x)
        }
        return keys
    }

    private func token(_ world: AuthWorld, _ code: String) async -> String {
        world.weChat.code(code, of: "o1")
        return await world.request(["code": code]).token
    }

    @Test func aNewKeyIsPublicBeforeItSignsAndTheOldOneStays() async throws {
        let world = try await AuthWorld()
        let old = await token(world, "a")
        let answer = await world.harness.call(
            .post,
            "/admin/auth/keys/rotate",
            by: AuthWorld.owner
        )
        let next = try #require(answer.json["kid"]?.string)
        let trail = await world.harness.call(.get, "/admin/auth/trail", by: AuthWorld.owner)
        #expect(trail.json["rows"]?.array?.first?["subject"]?.string == "key:\(next)")
        #expect(try await publicKeys(world).count == 2)
        #expect(try kid(await token(world, "b")) == kid(old))
        world.world.time.advance(seconds: 120)
        let new = await token(world, "c")
        #expect(try kid(new) == next)
        for token in [old, new] {
            let parts = try #require(JWT.decode(Bytes(token.utf8)))
            let key = try #require(try await publicKeys(world)[try kid(token)])
            #expect(parts.isSigned(by: key))
        }
        world.world.time.advance(seconds: 7 * 86_400 + 3600)
        try await world.auth.keepKeys()
        #expect(try await publicKeys(world).keys.sorted() == [next])
    }

    @Test func followsByItselfAfterAMonth() async throws {
        let world = try await AuthWorld()
        for _ in 0..<3 { try await world.auth.keepKeys() }
        #expect(try await publicKeys(world).count == 1)
        world.world.time.advance(seconds: 30 * 86_400)
        for _ in 0..<3 { try await world.auth.keepKeys() }
        #expect(try await publicKeys(world).count == 2)
    }

    @Test func anotherStartSignsWithTheSameKey() async throws {
        let world = try await AuthWorld()
        let before = world.auth.keys.active(at: world.auth.now)?.term.kid
        world.auth.keys.replace(by: [])
        #expect(await world.request(["code": "unknown"]).code == -3)
        try await world.auth.keepKeys()
        #expect(world.auth.keys.active(at: world.auth.now)?.term.kid == before)
    }
}
