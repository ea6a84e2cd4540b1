import Basics
import Crypto
import TestKit
import Testing

@Suite struct AESTests {
    /// SP 800-38A, F.2: one block chained to the next, without padding.
    @Test(arguments: [
        (
            "2b7e151628aed2a6abf7158809cf4f3c",
            "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
        ),
    ])
    func chaining(_ key: String, _ encrypted: String) throws {
        let key = try #require(Hex.decode(key))
        let iv = Bytes(0...15)
        let text = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        let octets = try #require(Hex.decode(text))
        let sealed = try AES.rawCBC(.encrypt, key: key, iv: iv, octets)
        #expect(Hex.encode(sealed) == encrypted)
        #expect(try AES.rawCBC(.decrypt, key: key, iv: iv, sealed) == octets)
    }

    @Test(arguments: [OpenDataVectors.user, OpenDataVectors.phone, OpenDataVectors.steps])
    func openData(_ encrypted: String, _ text: String) throws {
        let key = try #require(Base64.decode(OpenDataVectors.sessionKey))
        let iv = try #require(Base64.decode(OpenDataVectors.iv))
        let data = try #require(Base64.decode(encrypted))
        #expect(try AES.decryptCBC(key: key, iv: iv, data) == Bytes(text.utf8))
        #expect(try AES.encryptCBC(key: key, iv: iv, Bytes(text.utf8)) == data)
    }

    @Test func lenientDecodersTakeThis() throws {
        let vector = OpenDataVectors.badlyPadded
        let key = try #require(Base64.decode(vector.sessionKey))
        let iv = try #require(Base64.decode(vector.iv))
        let data = try #require(Base64.decode(vector.encrypted))
        #expect(throws: CryptoError.badPadding) { try AES.decryptCBC(key: key, iv: iv, data) }
    }

    @Test(arguments: [MessagePushVectors.received, MessagePushVectors.reply])
    func messagePush(_ encrypted: String, _ random: String, _ text: String) throws {
        let key = try #require(Base64.decode(String(repeating: "A", count: 43) + "="))
        let length = UInt32(text.utf8.count).bigEndian
        let octets =
            Bytes(random.utf8) + (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
            + Bytes((text + MessagePushVectors.appid).utf8)
        let data = try #require(Base64.decode(encrypted))
        let iv = Bytes(key.prefix(16))
        #expect(try AES.decryptCBC(key: key, iv: iv, data, paddingBlock: 32) == octets)
        #expect(try AES.encryptCBC(key: key, iv: iv, octets, paddingBlock: 32) == data)
    }

    @Test(arguments: [
        ("no data", 16, 16, 0), ("cut", 16, 16, 31), ("one octet", 16, 16, 1),
        ("short iv", 16, 15, 32), ("long iv", 16, 17, 32), ("no iv", 16, 0, 32),
        ("short key", 15, 16, 32), ("between", 24, 16, 32), ("no key", 0, 16, 32),
    ])
    func lengths(_ name: String, _ key: Int, _ iv: Int, _ data: Int) {
        #expect(throws: CryptoError.badLength) {
            try AES.decryptCBC(
                key: Bytes(repeating: 1, count: key),
                iv: Bytes(repeating: 2, count: iv),
                Bytes(repeating: 3, count: data)
            )
        }
    }
}
