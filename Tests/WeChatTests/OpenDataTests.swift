import Basics
import Crypto
import JSON
import TestKit
import Testing
import WeChat

@Suite struct OpenDataTests {
    static let other = "AAAAAAAAAAAAAAAAAAAAAA=="

    static func open(
        _ encrypted: String,
        iv: String = OpenDataVectors.iv,
        keys: [String] = [OpenDataVectors.sessionKey],
        appid: String = OpenDataVectors.appid
    ) throws -> OpenData {
        try OpenData.open(
            SealedData(encryptedData: encrypted, iv: iv),
            with: keys.compactMap(SessionKey.init),
            appid: appid
        )
    }

    /// The text under the key and iv of the vectors.
    static func seal(_ text: some Sequence<UInt8>) throws -> String {
        let key = try #require(Base64.decode(OpenDataVectors.sessionKey))
        let iv = try #require(Base64.decode(OpenDataVectors.iv))
        return Base64.encode(try AES.encryptCBC(key: key, iv: iv, Bytes(text)))
    }

    @Test func user() throws {
        let data = try Self.open(OpenDataVectors.user.encrypted)
        #expect(data.json == (try JSON.parse(Bytes(OpenDataVectors.user.text.utf8))))
        #expect(data.watermark.appid == ExternalID(OpenDataVectors.appid))
        #expect(data.watermark.at == UnixTime(seconds: 1_477_314_187))
        let user = try data.userInfo()
        #expect(user.nickname == "Band")
        #expect(user.openid == "oGZUI0egBJY1zhBYw2KhdUfwVJJE")
        #expect(user.unionid == "ocMvos6NjeKLIBqg5Mr9QjxrP1FA")
        #expect(user.gender == 1)
        #expect([user.language, user.city, user.province] == ["zh_CN", "Guangzhou", "Guangdong"])
        #expect(user.country == "CN")
        #expect(user.avatar.hasPrefix("http://wx.qlogo.cn/"))
        #expect(throws: OpenDataFailure.wrongKind) { try data.phoneNumber() }
        #expect(throws: OpenDataFailure.wrongKind) { try data.steps() }
    }

    @Test func phone() throws {
        let data = try Self.open(OpenDataVectors.phone.encrypted)
        let phone = try data.phoneNumber()
        #expect(
            [phone.full, phone.pure, phone.countryCode] == ["13580006666", "13580006666", "86"]
        )
        #expect("\(phone)" == "PhoneNumber")
        #expect(throws: OpenDataFailure.wrongKind) { try data.userInfo() }
    }

    @Test func steps() throws {
        let steps = try Self.open(OpenDataVectors.steps.encrypted).steps()
        #expect(
            steps == [
                StepCount(at: UnixTime(seconds: 1_445_866_601), steps: 100),
                StepCount(at: UnixTime(seconds: 1_445_876_601), steps: 120),
            ]
        )
    }

    @Test func theKeyBeforeIsTriedToo() throws {
        let keys = [Self.other, OpenDataVectors.sessionKey]
        for keys in [keys, keys.reversed()] {
            #expect(
                try Self.open(OpenDataVectors.phone.encrypted, keys: keys).watermark.at.seconds > 0
            )
        }
    }

    static let refusals: [(String, String, String, [String], String, OpenDataFailure)] = {
        let phone = OpenDataVectors.phone.encrypted
        let (iv, key) = (OpenDataVectors.iv, [OpenDataVectors.sessionKey])
        let (app, bad) = (OpenDataVectors.appid, OpenDataVectors.badlyPadded)
        return [
            ("bad padding", bad.encrypted, bad.iv, [bad.sessionKey], app, .wrongKey),
            ("wrong key", phone, iv, [other], app, .wrongKey),
            ("two wrong keys", phone, iv, [other, "AQAAAAAAAAAAAAAAAAAAAA=="], app, .wrongKey),
            ("no key", phone, iv, [], app, .wrongKey),
            ("wrong iv", phone, other, key, app, .wrongKey),
            ("cut by a block", String(phone.dropLast(24)) + "fw==", iv, key, app, .wrongLength),
            ("not Base64", "%" + phone, iv, key, app, .notBase64),
            ("a space for a plus, not whole", "x T8p8W6jIVdEWQ==", iv, key, app, .notBase64),
            ("iv is no Base64", phone, "r7BXXKkLb8qrSNn05n0qiA", key, app, .notBase64),
            ("nothing", "", iv, key, app, .wrongLength),
            ("no iv", phone, "", key, app, .wrongLength),
            ("iv of 15", phone, Base64.encode(Bytes(1...15)), key, app, .wrongLength),
            ("iv of 17", phone, Base64.encode(Bytes(1...17)), key, app, .wrongLength),
            ("no whole block", "AAAA", iv, key, app, .wrongLength),
            (
                "a megabyte", String(repeating: "AAAA", count: 1 << 18), iv, key, app, .wrongLength
            ),
            ("another app", phone, iv, key, "wx0000000000000001", .wrongApp),
            ("no app", phone, iv, key, "", .wrongApp),
        ]
    }()

    @Test(arguments: refusals)
    func refused(
        _ name: String,
        _ data: String,
        _ iv: String,
        _ keys: [String],
        _ appid: String,
        _ failure: OpenDataFailure
    ) {
        #expect(throws: failure) { try Self.open(data, iv: iv, keys: keys, appid: appid) }
    }

    @Test(
        arguments: [
            ("", .notJSON), ("hello", .notJSON), ("[]", .notJSON), ("{", .notJSON),
            ("{}", .wrongApp),
            (#"{"watermark":null}"#, .wrongApp), (#"{"watermark":{}}"#, .wrongApp),
            (#"{"watermark":{"appid":"wx4f4bc4dec97d474b"}}"#, .wrongApp),
            (#"{"watermark":{"appid":"wx4f4bc4dec97d474b","timestamp":-1}}"#, .wrongApp),
            (#"{"watermark":{"appid":"wx4f4bc4dec97d474B","timestamp":1}}"#, .wrongApp),
        ] as [(String, OpenDataFailure)]
    )
    func contents(_ text: String, _ failure: OpenDataFailure) throws {
        let sealed = try Self.seal(text.utf8)
        #expect(throws: failure) { try Self.open(sealed) }
    }

    /// A wrong key leaves a padding that fits once in 256 times; then the text is noise.
    @Test func noiseIsAWrongKey() throws {
        let sealed = try Self.seal([0xFF, 0xFE, 0x80])
        #expect(throws: OpenDataFailure.wrongKey) { try Self.open(sealed) }
    }

    /// No octet changed anywhere may open to anything.
    @Test func damaged() throws {
        let data = try #require(Base64.decode(OpenDataVectors.phone.encrypted))
        for position in data.indices {
            var changed = data
            changed[position] ^= 0x40
            #expect(throws: OpenDataFailure.self, "octet \(position)") {
                try Self.open(Base64.encode(changed)).phoneNumber()
            }
        }
    }

    @Test(arguments: [
        (#""countryCode":86,"phoneNumber":"+1 202","purePhoneNumber":"202""#, true),
        (#""countryCode":"86","phoneNumber":"1","purePhoneNumber":"1x""#, false),
        (#""countryCode":"86","phoneNumber":"1","purePhoneNumber":"""#, false),
        (#""countryCode":"86","phoneNumber":"1","purePhoneNumber":135"#, true),
        (#""phoneNumber":"1","purePhoneNumber":"1""#, false),
    ])
    func phoneNumbers(_ members: String, _ isOne: Bool) throws {
        let data = try Self.open(Self.seal(Self.marked(members)))
        #expect((try? data.phoneNumber()) != nil ? isOne : !isOne)
    }

    @Test(
        arguments: [
            (#""stepInfoList":[]"#, 0), (#""stepInfoList":[{"timestamp":1,"step":0}]"#, 1),
            (#""stepInfoList":[{"timestamp":1,"step":-1}]"#, nil),
            (#""stepInfoList":[{"timestamp":1,"step":1.5}]"#, nil),
            (#""stepInfoList":[{"timestamp":-1,"step":1}]"#, nil),
            (#""stepInfoList":[{"timestamp":9223372036854775807,"step":1}]"#, nil),
            (#""stepInfoList":[7]"#, nil), (#""stepInfoList":{}"#, nil),
        ] as [(String, Int?)]
    )
    func stepLists(_ members: String, _ count: Int?) throws {
        let data = try Self.open(Self.seal(Self.marked(members)))
        #expect((try? data.steps())?.count == count)
    }

    @Test func tooManySteps() throws {
        let list = Array(repeating: #"{"timestamp":1,"step":1}"#, count: 63).joined(separator: ",")
        let data = try Self.open(Self.seal(Self.marked(#""stepInfoList":[\#(list)]"#)))
        #expect(throws: OpenDataFailure.wrongKind) { try data.steps() }
    }

    private static func marked(_ members: String) -> Bytes {
        Bytes(
            (#"{"watermark":{"appid":"wx4f4bc4dec97d474b","timestamp":1477314187},"# + members + "}")
                .utf8
        )
    }

    @Test func rawDataSignature() throws {
        let key = try #require(SessionKey("HyVFkGl5F5OQWJZZaNzBBg=="))
        let raw =
            #"{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","#
            + #""province":"Guangdong","country":"CN","#
            + #""avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZ"#
            + #"xx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}"#
        let signature = "75e81ceda165f4ffa64f4068af58c64b8f54b88c"
        #expect(OpenData.isSigned(rawData: raw, signature: signature, by: key))
        let other = try #require(SessionKey(Self.other))
        #expect(!OpenData.isSigned(rawData: raw, signature: signature, by: other))
        #expect(!OpenData.isSigned(rawData: raw + " ", signature: signature, by: key))
        for wrong in ["", "75e8", "zz", String(signature.reversed())] {
            #expect(!OpenData.isSigned(rawData: raw, signature: wrong, by: key))
        }
    }

    @Test(arguments: ["", "AAAA", "tiihtNczf5v6AKRyjwEUhQ", "tiihtNczf5v6AKRyjwEUhQ==\n"])
    func noSessionKeys(_ text: String) {
        #expect(SessionKey(text) == nil)
    }
}
