import Basics
import Crypto
import Testing

@Suite struct Ed25519Tests {
    /// RFC 8032, 7.1: tests 1 to 3 and SHA(abc).
    static let vectors: [(seed: String, key: String, message: String, signature: String)] = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
        (
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        ),
    ]

    @Test(arguments: vectors)
    func vector(_ seed: String, _ key: String, _ message: String, _ signature: String) throws {
        let privateKey = try Ed25519PrivateKey(seed: #require(Hex.decode(seed)))
        let message = try #require(Hex.decode(message))
        #expect(Hex.encode(privateKey.publicKey.raw) == key)
        #expect(Hex.encode(privateKey.sign(message)) == signature)
        let publicKey = try Ed25519PublicKey(raw: #require(Hex.decode(key)))
        let octets = try #require(Hex.decode(signature))
        #expect(publicKey.verify(message, signature: octets))
        #expect(!publicKey.verify(message + [0], signature: octets))
        for position in octets.indices {
            var other = octets
            other[position] ^= 1
            #expect(!publicKey.verify(message, signature: other))
        }
    }

    /// S and S + L sign the same; RFC 8032 allows the smaller one only.
    @Test func aSignatureHasOneSpelling() throws {
        let key = try Ed25519PrivateKey(seed: Bytes(repeating: 1, count: 32))
        let order = try #require(
            Hex.decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        )
        var signature = key.sign([])
        #expect(key.publicKey.verify([], signature: signature))
        var carry = 0
        for position in 0..<32 {
            let sum = Int(signature[32 + position]) + Int(order[position]) + carry
            signature[32 + position] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
        }
        #expect(carry == 0)
        #expect(!key.publicKey.verify([], signature: signature))
    }

    @Test(arguments: [0, 31, 33, 64])
    func lengths(_ count: Int) throws {
        let octets = Bytes(repeating: 1, count: count)
        #expect(throws: CryptoError.badLength) { try Ed25519PrivateKey(seed: octets) }
        #expect(throws: CryptoError.badLength) { try Ed25519PublicKey(raw: octets) }
        let key = Ed25519PrivateKey.generate()
        for count in [0, 32, 63, 65] {
            #expect(!key.publicKey.verify([], signature: Bytes(repeating: 0, count: count)))
        }
    }

    @Test func aKeyThatIsNoPointVerifiesNothing() throws {
        let key = try Ed25519PublicKey(raw: Bytes(repeating: 0xFF, count: 32))
        #expect(!key.verify([], signature: Bytes(repeating: 0, count: 64)))
    }

    @Test func keysDoNotPrintThemselves() throws {
        let key = try Ed25519PrivateKey(seed: Bytes(repeating: 7, count: 32))
        #expect("\(key)" == "Ed25519PrivateKey")
        #expect(Ed25519PrivateKey.generate().seed != Ed25519PrivateKey.generate().seed)
    }
}
