import Basics
import HTTP
import HTTPClient
import JSON
import Processes
import TestKit
import Testing
import WeChat

/// The real executable, asked by the client that asks the real WeChat.
@Suite struct SocketTests {
    @Test func everyFaultIsToldApart() async throws {
        let setting = try await SocketSetting()
        let login = #""path":"/sns/jscode2session","kind":"#
        let code = try await setting.code()
        for (fault, failure) in [
            (#""http500""#, .busy(retryAfterSeconds: 1)),
            (#""errcode""#, .busy(retryAfterSeconds: 1)),
            // A GET is asked once more on a new connection when the answer is lost: two faults.
            (#""drop_before","times":2"#, nil),
            (#""timeout","milliseconds":1,"times":2"#, nil),
        ] as [(String, WeChatFailure?)] {
            try await setting.fault(login + fault)
            await #expect("\(fault)") {
                try await setting.weChat.session(setting.app, code)
            } throws: { error in
                if let failure { return error as? WeChatFailure == failure }
                guard case .unreachable(let unanswered) = error as? WeChatFailure else {
                    return false
                }
                return unanswered.failure == .disconnected
            }
            _ = try await setting.stack.client(of: .sandbox).send(.delete, "/sandbox/faults")
        }
        let session = try await setting.weChat.session(setting.app, code)
        #expect(session.openid.bytes.count == 28)
        await #expect { try await setting.weChat.session(setting.app, code) } throws: {
            guard case .refused(let refusal) = $0 as? WeChatFailure else { return false }
            return refusal.kind == .codeUsed
        }
        await #expect { try await setting.weChat.session(setting.app, "nonsense") } throws: {
            guard case .refused(let refusal) = $0 as? WeChatFailure else { return false }
            return refusal.kind == .codeInvalid
        }
    }

    @Test func accessToken() async throws {
        let setting = try await SocketSetting()
        let token = try await setting.weChat.accessToken(setting.app)
        #expect(try await setting.weChat.accessToken(setting.app) == token)
        await setting.weChat.forgetAccessToken(setting.app, token)
        #expect(try await setting.weChat.accessToken(setting.app) == token)
        let wrong = WeChatApp(appid: setting.app.appid, secret: "wrong")
        await setting.weChat.forgetAccessToken(setting.app, token)
        await #expect { try await setting.weChat.accessToken(wrong) } throws: {
            guard case .refused(let refusal) = $0 as? WeChatFailure else { return false }
            return refusal.kind == .secretWrong
        }
    }

    @Test func notInProduction() async throws {
        let directory = try TemporaryDirectory()
        let process = try await TestProcess.start(
            "kumquat-sandbox",
            environment: ["KUMQUAT_ENV": "production", "KUMQUAT_HOME": directory.path],
            output: directory.file("log")
        )
        #expect(try await process.exit() == .code(1))
        // Like every other line.
        let line = try JSON.parse(Bytes(process.output.utf8))
        #expect(line["level"]?.string == "error" && line["service"]?.string == "sandbox")
        #expect(
            line["cause"]?.string == "KUMQUAT_ENV: the sandbox does not start in production"
        )
    }

    @Test func loopbackOnly() async throws {
        let directory = try TemporaryDirectory()
        let process = try await TestProcess.start(
            "kumquat-sandbox",
            environment: [
                "KUMQUAT_ENV": "sandbox", "KUMQUAT_HOME": directory.path,
                "KUMQUAT_LISTEN": "tcp:0.0.0.0:\(try FreePorts.block())",
            ],
            output: directory.file("log")
        )
        #expect(try await process.exit() == .code(1))
        #expect(process.output.contains("KUMQUAT_SANDBOX_PUBLIC=1"))
    }
}
