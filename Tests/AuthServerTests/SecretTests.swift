import AuthDomain
import Basics
import Contracts
import Crypto
import HTTP
import JSON
import ServiceKit
import Storage
import TestKit
import Testing
import Vault

@testable import AuthServer

@Suite struct SecretTests {
    @Test func nothingSecretStandsInTheFileOrTheLog() async throws {
        let world = try await AuthWorld()
        for (number, key) in [0xA1, 0xB2, 0xC3].enumerated() as EnumeratedSequence<[UInt8]> {
            world.weChat.code("login-code-\(number)", of: "o1", key: key)
            #expect(await world.request(["code": "login-code-\(number)"]).code == 0)
        }
        let token = await world.request(["code": "login-code-2"]).token
        let seed = try #require(world.auth.keys.active(at: world.auth.now)).key.seed
        _ = await world.wxLogin(["code": "user"])
        var secrets = [Bytes(AuthWorld.secret.utf8), Bytes("login-code".utf8), seed]
        secrets.append(Bytes("13800000000".utf8))
        for key: UInt8 in [0xA1, 0xB2, 0xC3] {
            let octets = Bytes(repeating: key, count: 16)
            secrets += [octets, Bytes(Base64.encode(octets).utf8)]
        }
        secrets.append(Bytes(token.utf8.suffix(40)))
        #expect(!world.world.lines.all.isEmpty)
        #expect(!world.logContains(secrets))
        #expect(try world.fileContains([Bytes("o1".utf8)]))
        #expect(try !world.fileContains(secrets))
    }

    /// Answers that are kept for an `Idempotency-Key` lie in the file in clear.
    @Test func noAnswerThatIsKeptNamesASecret() throws {
        let kept = AuthService.endpoints.filter {
            $0.keepsAnswers && $0.route.methods.contains(.post) && $0.route.access != .service
        }
        #expect(kept.count > 5)
        for endpoint in kept {
            let description = try #require(try ServiceAPI([endpoint]).descriptions().first)
            let names = Self.names(in: description["output"] ?? .null)
            #expect(names.isDisjoint(with: Self.secretNames), "\(endpoint.route)")
        }
    }

    private static let secretNames: Set = ["token", "session_key", "mobile", "phone"]

    /// The names of all members, however deep.
    private static func names(in value: JSONValue) -> Set<String> {
        if let list = value.array { return list.reduce(into: []) { $0.formUnion(names(in: $1)) } }
        guard let object = value.object else { return [] }
        return object.members.reduce(into: []) { names, member in
            names.insert(member.name)
            names.formUnion(Self.names(in: member.value))
        }
    }

    @Test func bothSessionKeysAreKept() async throws {
        let world = try await AuthWorld()
        for (code, key) in [("a", 1), ("b", 2), ("c", 2), ("d", 3)] as [(String, UInt8)] {
            world.weChat.code(code, of: "o1", key: key)
            _ = await world.request(["code": code])
        }
        let row = try await world.auth.database.read {
            try $0.first(
                """
                SELECT iid, sealed_session_key, sealed_previous_session_key FROM identity
                """
            ) {
                try (
                    iid: $0.id(0) as ID<WeChatIdentity>, present: $0.bytes(1), previous: $0.bytes(2)
                )
            }
        }
        let kept = try #require(row)
        let purpose = DataVault.Purpose.sessionKey(of: kept.iid)
        let present = try world.auth.vault.open(kept.present, for: purpose)
        let previous = try world.auth.vault.open(kept.previous, for: purpose)
        #expect(present == Bytes(repeating: 3, count: 16))
        #expect(previous == Bytes(repeating: 2, count: 16))
    }
}
