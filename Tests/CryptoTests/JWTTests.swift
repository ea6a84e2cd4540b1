import Basics
import Crypto
import Testing

@Suite struct JWTTests {
    /// RFC 8037, A.1 and A.4.
    @Test func publishedExample() throws {
        let seed = try #require(Base64.decodeURL("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
        let key = try Ed25519PrivateKey(seed: seed)
        #expect(
            Base64.encodeURL(key.publicKey.raw) == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        )
        let token =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        let parts = try #require(JWT.decode(token.utf8))
        #expect(parts.headerJSON == Bytes(#"{"alg":"EdDSA"}"#.utf8))
        #expect(parts.payload == Bytes("Example of Ed25519 signing".utf8))
        #expect(parts.isSigned(by: key.publicKey))
    }

    @Test func roundTrip() throws {
        let key = Ed25519PrivateKey.generate()
        let claims = Bytes(#"{"iss":"kumquat","sub":"7"}"#.utf8)
        let token = JWT.sign(claims: claims, key: key, kid: "k1")
        let parts = try #require(JWT.decode(token.utf8))
        #expect(parts.headerJSON == Bytes(#"{"alg":"EdDSA","typ":"JWT","kid":"k1"}"#.utf8))
        #expect(parts.payload == claims)
        #expect(parts.isSigned(by: key.publicKey))
        #expect(!parts.isSigned(by: Ed25519PrivateKey.generate().publicKey))
    }

    @Test func anOddKeyNameStaysJSON() throws {
        let token = JWT.sign(claims: [0x7b, 0x7d], key: .generate(), kid: "a\"\\\n柑")
        let header = try #require(JWT.decode(token.utf8)).headerJSON
        #expect(
            String(decoding: header, as: UTF8.self)
                == #"{"alg":"EdDSA","typ":"JWT","kid":"a\u0022\u005c\u000a柑"}"#
        )
    }

    @Test(arguments: [
        "", ".", "..", "...", "e30", "e30.e30", "e30.e30.", ".e30.AA", "e30..AA", "e30.e30.AA.AA",
        "e30=.e30.AA", "e30.e30.AA==", "e31.e30.AA", "e30.e30.AB", "e30.e30.A", "e30 .e30.AA",
        "e30.e30.AA\n", "e3+.e30.AA", "e3/.e30.AA", "é30.e30.AA",
    ])
    func malformed(_ token: String) {
        #expect(JWT.decode(token.utf8) == nil)
    }

    @Test func tooLong() {
        let token = "e30." + String(repeating: "AAAA", count: JWT.maximumSize / 4) + ".AA"
        #expect(JWT.decode(token.utf8) == nil)
    }
}
