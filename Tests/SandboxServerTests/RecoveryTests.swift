import Basics
import HTTPClient
import JSON
import TestKit
import Testing
import WeChat

/// Each kind of fault at the app endpoints, and how a client of ours gets over it.
@Suite struct RecoveryTests {
    private static let login = #""path":"/sns/jscode2session","kind":"#

    /// What passes by itself: the same code again.
    @Test(arguments: [
        #""timeout","milliseconds":1,"times":2"#, #""drop_before","times":2"#, #""http500""#,
        #""errcode""#, #""errcode","errcode":45011"#,
    ])
    func theSameAgain(_ fault: String) async throws {
        let setting = try await SocketSetting()
        let code = try await setting.code()
        try await setting.fault(Self.login + fault)
        await #expect { try await setting.weChat.session(setting.app, code) } throws: {
            ($0 as? WeChatFailure)?.remedy == .retryLater
        }
        #expect(try await setting.weChat.session(setting.app, code).openid.bytes.count == 28)
    }

    /// The answer was lost after the code was used up: only a new code helps.
    @Test func aNewCode() async throws {
        let setting = try await SocketSetting()
        let code = try await setting.code()
        try await setting.fault(Self.login + #""drop_after""#)
        await #expect { try await setting.weChat.session(setting.app, code) } throws: {
            guard let failure = $0 as? WeChatFailure, case .refused(let refusal) = failure
            else { return false }
            return refusal.kind == .codeUsed && failure.remedy == .refused
        }
        let another = try await setting.code()
        #expect(try await setting.weChat.session(setting.app, another).openid.bytes.count == 28)
    }

    @Test func lateIsGoodEnough() async throws {
        let setting = try await SocketSetting()
        try await setting.fault(Self.login + #""slow","milliseconds":300"#)
        let session = try await setting.weChat.session(setting.app, setting.code())
        #expect(session.openid.bytes.count == 28)
    }

    /// The key changes at each log-in; what a phone sealed before opens under the key before.
    @Test func theKeyBefore() async throws {
        let setting = try await SocketSetting()
        let before = try await setting.weChat.session(setting.app, setting.code())
        let sealed = try await setting.sealedPhone()
        try await setting.fault(Self.login + #""rotate_session_key","times":1000000"#)
        let after = try await setting.weChat.session(setting.app, setting.code())
        #expect(after.sessionKey.text != before.sessionKey.text)
        let keys = [after.sessionKey, before.sessionKey]
        let opened = try OpenData.open(sealed, with: keys, appid: setting.app.appid)
        #expect(opened.json["phoneNumber"]?.string == "13800138001")
        #expect(throws: OpenDataFailure.wrongKey) {
            try OpenData.open(sealed, with: [after.sessionKey], appid: setting.app.appid)
        }
    }
}
