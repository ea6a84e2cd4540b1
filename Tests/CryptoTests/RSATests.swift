import Basics
import Crypto
import TestKit
import Testing

@Suite struct RSATests {
    static let official = key(OfficialKeys.officialPrivate)

    static func der(_ base64: String) -> Bytes {
        Base64.decode(base64.split(separator: "\n").joined()) ?? []
    }

    static func key(_ base64: String) -> @Sendable () throws -> RSAPrivateKey {
        { try RSAPrivateKey(pkcs8: der(base64)) }
    }

    @Test(arguments: PaySignatures.merchant)
    func requests(_ message: String, _ signature: String) throws {
        let key = try Self.official()
        #expect(Base64.encode(try key.sign(Bytes(message.utf8))) == signature)
        let octets = try #require(Base64.decode(signature))
        #expect(key.publicKey.verify(Bytes(message.utf8), signature: octets))
        #expect(!key.publicKey.verify(Bytes((message + " ").utf8), signature: octets))
    }

    /// The variant for apps leaves the prefix of the package away, and signs something else.
    @Test func anotherPackage() throws {
        let message =
            "wx2421b1c4370ec43b\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n"
            + "wx201410272009395522657a690389285100\n"
        let signature = try Base64.encode(Self.official().sign(Bytes(message.utf8)))
        #expect(signature.hasPrefix("gXx9KhTP6Ioo"))
    }

    @Test(arguments: [
        (SDKKeys.goPrivate, "source", PaySignatures.goSource),
        (SDKKeys.javaPrivate, "message", PaySignatures.javaMessage),
    ])
    func sdks(_ key: String, _ message: String, _ signature: String) throws {
        let made = try RSAPrivateKey(pkcs8: Self.der(key)).sign(Bytes(message.utf8))
        #expect(Base64.encode(made) == signature)
    }

    @Test func publicHalves() throws {
        for (secret, open) in [
            (OfficialKeys.officialPrivate, OfficialKeys.officialPublic),
            (SDKKeys.goPrivate, SDKKeys.goPublic),
        ] {
            let key = try RSAPrivateKey(pkcs8: Self.der(secret))
            #expect(key.publicKey.spki == Self.der(open))
            #expect(try RSAPublicKey(pem: key.publicKey.pem).spki == Self.der(open))
        }
    }

    @Test func answerOfThePlatform() throws {
        let key = try RSAPublicKey(spki: Self.der(OfficialKeys.platformPublic))
        let message = Bytes(PaySignatures.answer.message.utf8)
        let signature = try #require(Base64.decode(PaySignatures.answer.signature))
        #expect(key.verify(message, signature: signature))
        #expect(!key.verify(message, signature: signature.reversed()))
        #expect(!key.verify(message, signature: []))
        #expect(!key.verify(message, signature: signature + [0]))
        #expect(!key.verify(message, signature: Bytes(signature.dropFirst())))
        #expect(!key.verify(message, signature: Bytes("WECHATPAY/SIGNTEST/".utf8) + signature))
    }

    @Test(arguments: [
        (PayNotifications.score, SDKKeys.goPublic),
        (PayNotifications.payment, OfficialKeys.officialPublic),
    ])
    func notifications(
        _ notification: PayNotifications.Notification,
        _ key: String
    ) throws {
        let signature = try #require(Base64.decode(notification.signature))
        let publicKey = try RSAPublicKey(spki: Self.der(key))
        #expect(publicKey.verify(Bytes(notification.signed.utf8), signature: signature))
        let text = try AES.openGCM(
            key: Bytes(notification.key.utf8),
            nonce: Bytes(notification.resourceNonce.utf8),
            aad: Bytes(notification.associatedData.utf8),
            #require(Base64.decode(notification.ciphertext))
        )
        #expect(text == Bytes(notification.text.utf8))
    }

    @Test func hiding() throws {
        let key = try RSAPrivateKey(pkcs8: Self.der(SDKKeys.javaPrivate))
        let published = try #require(Base64.decode(PaySignatures.javaOAEP))
        #expect(try key.decryptOAEP(published) == Bytes("plaintext".utf8))
        let hidden = try key.publicKey.encryptOAEP(Bytes("张三".utf8))
        #expect(try key.decryptOAEP(hidden) == Bytes("张三".utf8))
        #expect(try key.decryptOAEP(key.publicKey.encryptOAEP([])) == [])
        for wrong in [[], Bytes("1234".utf8), hidden + [0], Bytes(hidden.reversed())] {
            #expect(throws: CryptoError.notAuthentic) { try key.decryptOAEP(wrong) }
        }
        #expect(throws: CryptoError.badLength) {
            try key.publicKey.encryptOAEP(Bytes(repeating: 1, count: 215))
        }
    }

    @Test func madeHere() throws {
        let key = try RSAPrivateKey.generate(bits: 2048)
        let again = try RSAPrivateKey(pem: key.pem)
        #expect(again.publicKey.spki == key.publicKey.spki)
        #expect(key.publicKey.verify([1, 2, 3], signature: try again.sign([1, 2, 3])))
        #expect("\(key)" == "RSAPrivateKey")
        #expect(throws: CryptoError.badLength) { try RSAPrivateKey.generate(bits: 1024) }
    }

    @Test func refusedKeys() throws {
        let official = Self.der(OfficialKeys.officialPublic)
        let table: [(Bytes, CryptoError)] = [
            ([], .badKey), ([0x30], .badKey), ([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], .badKey),
            (official + [0], .badKey), (Bytes(official.dropLast()), .badKey),
            (Self.der(CertificateVectors.weakKey), .badKey),
        ]
        for (der, error) in table {
            #expect(throws: error) { try RSAPublicKey(spki: der) }
        }
        let secret = Self.der(OfficialKeys.officialPrivate)
        for der in [[], secret + [0], Bytes(secret.dropLast()), official] {
            #expect(throws: CryptoError.malformed) { try RSAPrivateKey(pkcs8: der) }
        }
        #expect(throws: CryptoError.malformed) { try RSAPrivateKey(pem: "") }
        #expect(throws: CryptoError.malformed) { try RSAPublicKey(pem: "MIIB") }
    }
}
