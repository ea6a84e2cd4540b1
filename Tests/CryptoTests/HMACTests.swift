import Basics
import Crypto
import Testing

@Suite struct HMACTests {
    /// RFC 4231, test cases 1 to 4, 6 and 7 (5 cuts the code short).
    @Test(arguments: [
        (
            Bytes(repeating: 0x0b, count: 20), Bytes("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Bytes("Jefe".utf8), Bytes("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            Bytes(repeating: 0xaa, count: 20), Bytes(repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            Bytes(1...25), Bytes(repeating: 0xcd, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            Bytes(repeating: 0xaa, count: 131),
            Bytes("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            Bytes(repeating: 0xaa, count: 131),
            Bytes(
                ("This is a test using a larger than block-size key and a larger than "
                    + "block-size data. The key needs to be hashed before being used by the "
                    + "HMAC algorithm.").utf8
            ),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ])
    func sha256(_ key: Bytes, _ message: Bytes, _ code: String) {
        #expect(Hex.encode(HMAC.sha256(key: key, message)) == code)
    }

    /// What WeChat publishes: its key is the text of a session key, not the octets.
    @Test(arguments: [
        (
            "o0q0otL8aEzpcZL/FT9WsQ==", #"{"foo":"bar"}"#,
            "654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b"
        ),
        (
            "o0q0otL8aEzpcZL/FT9WsQ==", "",
            "46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128"
        ),
        (
            "192006250b4c09247ec02edce69f6a2d",
            "appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100"
                + "&nonce_str=ibuaiVcKdpRxkhJA&key=192006250b4c09247ec02edce69f6a2d",
            "6a9ae1657590fd6257d693a078e1c3e4bb6ba4dc30b23e0ee2496e54170dacd6"
        ),
    ])
    func published(_ key: String, _ message: String, _ code: String) {
        #expect(Hex.encode(HMAC.sha256(key: Bytes(key.utf8), Bytes(message.utf8))) == code)
    }

    /// Tencent Cloud's chain of keys (TC3), variant B and its steps.
    @Test func chain() {
        let secret = Bytes(("TC3" + String(repeating: "*", count: 32)).utf8)
        let date = HMAC.sha256(key: secret, Bytes("2019-02-25".utf8))
        let service = HMAC.sha256(key: date, Bytes("cvm".utf8))
        let signing = HMAC.sha256(key: service, Bytes("tc3_request".utf8))
        let text = """
            TC3-HMAC-SHA256
            1551113065
            2019-02-25/cvm/tc3_request
            7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84
            """
        #expect(
            [date, service, signing, HMAC.sha256(key: signing, Bytes(text.utf8))].map {
                Hex.encode($0)
            } == [
                "da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0",
                "8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f",
                "b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af",
                "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
            ]
        )
    }

    /// RFC 2202, test case 2.
    @Test func sha1() {
        let code = HMAC.sha1(key: Bytes("Jefe".utf8), Bytes("what do ya want for nothing?".utf8))
        #expect(Hex.encode(code) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
    }

    /// The context keeps its last key: changing to and fro, and to no key at all, must not show.
    @Test func changingKeys() {
        let message = Bytes("message".utf8)
        let keys: [Bytes] = [[1], [], [1], [1], [2], [], [], Bytes(repeating: 7, count: 200)]
        let none = "eb08c1f56d5ddee07f7bdf80468083da06b64cf4fac64fe3a90883df5feacae4"
        var seen: [Bytes: Bytes] = [:]
        for key in keys + keys.reversed() {
            let code = HMAC.sha256(key: key, message)
            #expect(seen.updateValue(code, forKey: key) ?? code == code)
        }
        #expect(Set(seen.values).count == seen.count)
        #expect(seen[[]].map { Hex.encode($0) } == none)
    }
}
