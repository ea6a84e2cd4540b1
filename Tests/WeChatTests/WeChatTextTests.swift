import Basics
import Crypto
import JSON
import TestKit
import Testing
import WeChat

/// What WeChat sends is read as it really comes; what it cannot have sent is refused still.
@Suite struct WeChatTextTests {
    private static let mark =
        #""watermark":{"timestamp":1768449600,"appid":"\#(OpenDataVectors.appid)"}}"#

    private static func open(_ text: some Sequence<UInt8>) throws -> OpenData {
        try OpenDataTests.open(try OpenDataTests.seal(text))
    }

    @Test(
        arguments: [
            ("\u{14}小明", "小明"), ("小\u{0}明", "小明"), (#"小\u0000明"#, "小明"),
            ("小明\u{7f}\u{85}", "小明"), ("小\n明\t", "小明"), (#"\ud83d小明"#, "\u{fffd}小明"),
            (#"小明\ud83d\u0041"#, "小明\u{fffd}A"), (#"\ud83d\ude00"#, "😀"), ("小明 ", "小明 "),
        ]
    )
    func controlCharactersInNames(_ sealed: String, _ name: String) throws {
        let info = try Self.open(#"{"nickName":"\#(sealed)",\#(Self.mark)"#.utf8).userInfo()
        #expect(Bytes(info.nickname.utf8) == Bytes(name.utf8))
    }

    @Test func everyTextIsCleaned() throws {
        let info = try Self.open(
            ("{\"nickName\":\"a\",\"city\":\"\u{1}广\u{2}州\",\"avatarUrl\":\"https://a.b/\u{0}c\","
                + Self.mark).utf8
        ).userInfo()
        #expect(info.city == "广州" && info.avatar == "https://a.b/c")
    }

    @Test func numbersAsTexts() throws {
        let text =
            #"{"nickName":"n","gender":"2","watermark":{"timestamp":"1768449600","appid":"\#(OpenDataVectors.appid)"}}"#
        let data = try Self.open(text.utf8)
        #expect(data.watermark.at == UnixTime(seconds: 1_768_449_600))
        #expect(try data.userInfo().gender == 2)
        let steps = try Self.open(
            (#"{"stepInfoList":[{"timestamp":"1445866601","step":"100"}],"# + Self.mark).utf8
        ).steps()
        #expect(steps == [StepCount(at: UnixTime(seconds: 1_445_866_601), steps: 100)])
        let phone = try Self.open(
            (#"{"phoneNumber":13580006666,"purePhoneNumber":13580006666,"countryCode":86,"#
                + Self.mark).utf8
        ).phoneNumber()
        #expect([phone.pure, phone.countryCode] == ["13580006666", "86"])
    }

    /// A phone's form has made spaces of the pluses; some libraries break lines.
    @Test(arguments: [" ", "+\n", "\r\n+"])
    func whatAFormMakesOfBase64(_ plus: String) throws {
        // Many an iv has a plus somewhere; this one has it first.
        let iv = Base64.encode(Bytes([0xfb]) + Bytes(repeating: 3, count: 15))
        try #require(iv.hasPrefix("+"))
        let key = try #require(Base64.decode(OpenDataVectors.sessionKey))
        let octets = try #require(Base64.decode(iv))
        var sealed = ""
        for number in 0..<1000 where !sealed.contains("+") {
            let text = #"{"nickName":"\#(number)",\#(Self.mark)"#
            sealed = Base64.encode(try AES.encryptCBC(key: key, iv: octets, Bytes(text.utf8)))
        }
        try #require(sealed.contains("+"))
        func sent(_ text: String) -> String {
            text.split(separator: "+", omittingEmptySubsequences: false).joined(separator: plus)
        }
        let data = try OpenDataTests.open(sent(sealed), iv: sent(iv))
        #expect(try !data.userInfo().nickname.isEmpty)
    }
}
