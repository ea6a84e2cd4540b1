import Basics
import Crypto
import TestKit
import Testing

@Suite struct GCMTests {
    /// The test cases of the GCM specification (McGrew and Viega): 1, 2, 4 to 6, 14 and 16.
    static let vectors: [Vector] = [
        Vector(
            "00000000000000000000000000000000",
            "000000000000000000000000",
            "",
            "",
            "58e2fccefa7e3061367f1d57a4e7455a"
        ),
        Vector(
            "00000000000000000000000000000000",
            "000000000000000000000000",
            "",
            "00000000000000000000000000000000",
            "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"
        ),
        Vector(
            key,
            "cafebabefacedbaddecaf888",
            aad,
            text,
            "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c"
                + "7d8f6a5aac84aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47"
        ),
        Vector(
            key,
            "cafebabefacedbad",
            aad,
            text,
            "61353b4c2806934a777ff51fa22a4755699b2a714fcdc6f83766e5f97b6c742373806900e49f24b2"
                + "2b097544d4896b424989b5e1ebac0f07c23f45983612d2e79e3b0785561be14aaca2fccb"
        ),
        Vector(
            key,
            "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728"
                + "c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
            aad,
            text,
            "8ce24998625615b603a033aca13fb894be9112a5c3a211a8ba262a3cca7e2ca701e4a9a4fba43c90"
                + "ccdcb281d48c7c6fd62875d2aca417034c34aee5619cc5aefffe0bfa462af43c1699d050"
        ),
        Vector(
            key256,
            "000000000000000000000000",
            "",
            "00000000000000000000000000000000",
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        ),
        Vector(
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            "cafebabefacedbaddecaf888",
            aad,
            text,
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3d"
                + "a7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]

    /// What the SDKs of WeChat Pay publish.
    static let published:
        [(key: String, nonce: String, aad: String, text: String, base64: String)] = [
            (
                "testAPIv3Key0000", "wCq51qZv4Yfg", "Dl56FrqWQJF1t9LtC3vEUsniZKvbqdR8",
                "Hello World", "FsdXzxryWfKwvLJKf8LG/ToRPTRh8RN9wROC"
            ),
            (
                "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb", "uluk4a9R25RW", "associatedData",
                "message", "ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI="
            ),
        ]

    private static let key = "feffe9928665731c6d6a8f9467308308"
    private static let key256 = String(repeating: "0", count: 64)
    private static let aad = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
    private static let text =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e24"
        + "49a6b525b16aedf5aa0de657ba637b39"

    struct Vector: Sendable {
        let key, nonce, aad, text, sealed: Bytes

        init(_ key: String, _ nonce: String, _ aad: String, _ text: String, _ sealed: String) {
            func octets(_ hex: String) -> Bytes { Hex.decode(hex) ?? [] }
            self.key = octets(key)
            self.nonce = octets(nonce)
            self.aad = octets(aad)
            self.text = octets(text)
            self.sealed = octets(sealed)
        }
    }

    @Test(arguments: vectors)
    func vector(_ vector: Vector) throws {
        try check(vector.key, vector.nonce, vector.aad, vector.text, vector.sealed)
    }

    @Test(arguments: published)
    func sdks(_ key: String, _ nonce: String, _ aad: String, _ text: String, _ sealed: String)
        throws
    {
        let sealed = try #require(Base64.decode(sealed))
        try check(
            Bytes(key.utf8),
            Bytes(nonce.utf8),
            Bytes(aad.utf8),
            Bytes(text.utf8),
            sealed
        )
    }

    private func check(
        _ key: Bytes,
        _ nonce: Bytes,
        _ aad: Bytes,
        _ text: Bytes,
        _ sealed: Bytes
    ) throws {
        #expect(try AES.sealGCM(key: key, nonce: nonce, aad: aad, text) == sealed)
        #expect(try AES.openGCM(key: key, nonce: nonce, aad: aad, sealed) == text)
    }

    @Test func everyChangedBitIsNoticed() throws {
        let vector = Self.vectors[2]
        for position in vector.sealed.indices {
            var sealed = vector.sealed
            sealed[position] ^= 1
            #expect(throws: CryptoError.notAuthentic) {
                try AES.openGCM(key: vector.key, nonce: vector.nonce, aad: vector.aad, sealed)
            }
        }
        #expect(throws: CryptoError.notAuthentic) {
            try AES.openGCM(key: vector.key, nonce: vector.nonce, aad: [], vector.sealed)
        }
        #expect(throws: CryptoError.notAuthentic) {
            try AES.openGCM(
                key: vector.key,
                nonce: vector.nonce + [0],
                aad: vector.aad,
                vector.sealed
            )
        }
        #expect(throws: CryptoError.notAuthentic) {
            try AES.openGCM(
                key: vector.key,
                nonce: vector.nonce,
                aad: vector.aad,
                Bytes(vector.sealed.dropLast())
            )
        }
    }

    @Test func lengths() {
        let key = Bytes(repeating: 1, count: 32)
        let nonce = Bytes(repeating: 2, count: 12)
        #expect(throws: CryptoError.badLength) {
            try AES.openGCM(key: key, nonce: nonce, Bytes(repeating: 0, count: 15))
        }
        #expect(throws: CryptoError.badLength) { try AES.sealGCM(key: key, nonce: [], []) }
        #expect(throws: CryptoError.badLength) { try AES.sealGCM(key: [1], nonce: nonce, []) }
        #expect(throws: CryptoError.badLength) {
            try AES.sealGCM(key: key, nonce: Bytes(repeating: 2, count: 1 << 16), [])
        }
    }
}
