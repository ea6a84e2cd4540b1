import Basics
import Crypto
import Testing

@Suite struct HashTests {
    /// FIPS 180-4 examples; RFC 1321, A.5; and what the endpoints of others publish.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            #"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "#
                + #""Name": "instance-name"}]}"#,
            "35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064"
        ),
        (
            #"{"PhoneNumberSet":["+8618501234444"],"SmsSdkAppId":"1400006666","#
                + #""SignName":"腾讯云","TemplateId":"1110","TemplateParamSet":["4370"]}"#,
            "8bf17c70cf7f988437f793582c4ca6688587a4b5cdaaaf95d762ef606f5b302e"
        ),
    ])
    func sha256(_ text: String, _ hash: String) {
        #expect(Hex.encode(SHA256.hash(text.utf8)) == hash)
        #expect(Hex.encode(SHA256.hash(Bytes(text.utf8))) == hash)
    }

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        // rawData of a user, and the session key behind it.
        (
            #"{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","#
                + #""province":"Guangdong","country":"CN","#
                + #""avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZ"#
                + #"xx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}"#
                + "HyVFkGl5F5OQWJZZaNzBBg==",
            "75e81ceda165f4ffa64f4068af58c64b8f54b88c"
        ),
        // Message push: token, timestamp and nonce, sorted.
        ("15147114921714036504AAAAA", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059486452656AAAAA", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
    ])
    func sha1(_ text: String, _ hash: String) {
        #expect(Hex.encode(SHA1.hash(text.utf8)) == hash)
    }

    @Test(arguments: [
        ("", "d41d8cd98f00b204e9800998ecf8427e"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        (
            "appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100"
                + "&nonce_str=ibuaiVcKdpRxkhJA&key=192006250b4c09247ec02edce69f6a2d",
            "9a0a8659f005d6984697e2ca0a9cf3b7"
        ),
        (
            "/ws/geocoder/v1?get_poi=0&key=OB4BZ-D4W3U-B7VVO-4PJWW-6TKDJ-WPB77"
                + "&location=39.984154,116.307490SK_EXAMPLE_0001",
            "d806281f9b339ef806d40b55539ea684"
        ),
        (
            "/ws/geocoder/v1/?get_poi=0&key=OB4BZ-D4W3U-B7VVO-4PJWW-6TKDJ-WPB77"
                + "&location=39.984154,116.307490SK_EXAMPLE_0001",
            "5b1e3c136a9dc2334d195611d7ed12d9"
        ),
    ])
    func md5(_ text: String, _ hash: String) {
        #expect(Hex.encode(MD5.hash(text.utf8)) == hash)
    }

    @Test func aMillionOctets() {
        let text = repeatElement(UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            Hex.encode(SHA256.hash(text))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
        #expect(Hex.encode(SHA1.hash(text)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    }

    @Test func slicesAreHashedByTheirOwnOctets() {
        let octets = Bytes("xxabcxx".utf8)
        #expect(SHA256.hash(octets[2..<5]) == SHA256.hash("abc".utf8))
    }
}
