import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// What the processes say, and what they never say.
    @Suite
    struct LogTests {
        private static let phone = "13900001234"
        private static let forged =
            "wei\r\n{\"level\":\"error\",\"msg\":\"forged\"}\u{1B}[31m\u{2028}"

        @Test("no log line holds a secret of the run, and each line is one JSON object")
        func logsHoldNoSecrets() async throws {
            let stack = try await Stack.start(settings: ["KUMQUAT_LOG_LEVEL": "debug"])
            let secrets = try await causeTraffic(stack)
            try #require(secrets.count > 8 && secrets.allSatisfy { $0.utf8.count >= 8 })
            _ = try await stack.stop()
            var lineCount = 0
            for member in StackMember.allCases {
                let log = try TextFile.read(stack.logFile(of: member))
                for secret in secrets {
                    #expect(!log.utf8.contains(secret.utf8), "\(member.rawValue) logs \(secret)")
                }
                for line in log.utf8.split(separator: UInt8(ascii: "\n")) {
                    let entry = try? JSON.parse(Array(line))
                    #expect(entry?["service"]?.string == member.rawValue, "\(line)")
                    #expect(entry?["msg"]?.string != nil && entry?["msg"]?.string != "forged")
                    lineCount += 1
                }
            }
            #expect(lineCount > 12)
        }

        /// Log-ins, refusals, faults and forgeries of every kind; returns what must not be logged.
        private func causeTraffic(_ stack: Stack) async throws -> [String] {
            let sandbox = stack.client(of: .sandbox)
            _ = try await sandbox.post(
                "/sandbox/users",
                json: ["name": "wei", "phone": Self.phone]
            )
            var secrets = [Self.phone]
            let visitor = try await Visitor.logIn("wei", to: stack)
            secrets += [visitor.token]
            secrets += try await sessionSecrets(of: "wei", stack)

            secrets += try await memberSecrets(of: "wei", stack)

            let code = try await Visitor.loginCode(of: "wei", in: stack)
            let login = try await stack.gateway.post("/api/user/wxLogin", form: ["code": code])
            secrets += [code, try #require(login.data?["token"]?.string)]
            let test = try await stack.gateway.post("/api/user/wxLogin", form: ["code": "user"])
            secrets += [test.data?["userInfo"]?["mobile"]?.string].compactMap(\.self)

            let invented = "invented-secret-code", token = "aaaa.bbbb.invented-secret-token"
            secrets += [invented, "invented-secret-token"]
            _ = try await stack.gateway.get("/api/login/?code=\(invented)")
            _ = try await stack.gateway.get("/api/query_balance/?openid=x", token: token)
            _ = try await stack.gateway.get("/api/user/wxLogin?token=\(token)")
            _ = try await visitor.signIn()
            try await stack.failNextCommit(of: .points, kind: "io")
            try await stack.advanceClock(seconds: 86_400)
            _ = try await visitor.signIn()
            let forged = PercentCoding.encode(Self.forged)
            _ = try await stack.gateway.get("/api/login/?code=\(forged)&appid=\(forged)")
            _ = try await stack.gateway.get(
                "/api/\(forged)/?openid=\(forged)",
                token: visitor.token
            )
            return secrets
        }

        /// Registers with wx_auth by one click and with smallapp: handles, tokens, sealed data, and
        /// a number that was only typed.
        private func memberSecrets(of name: String, _ stack: Stack) async throws -> [String] {
            let phone = Phone(name: name, appid: nil, stack: stack)
            var secrets: [String] = []
            let code = try await phone.code()
            let opened = try await stack.gateway.get(
                "/miniprog/wx_auth/get_openid_by_code",
                query: ["code": code]
            )
            let result = try #require(opened.json?["results"]?.array?.first, "\(opened.text)")
            let handle = try #require(result["session_key"]?.string)
            secrets += [code, handle, try #require(result["token"]?.string)]
            let sealed = try await phone.sealed("phone")
            for form in [
                ["phone": "13700001234", "session_key": "x" + handle],
                [
                    "session_key": handle, "iv": sealed["iv"] ?? "",
                    "encrypted_phone": sealed["encryptedData"] ?? "",
                ],
            ] {
                _ = try await stack.gateway.post(
                    "/miniprog/wx_auth/register",
                    json: form.merging(["openid": result["openid"]?.string ?? ""]) { $1 }
                )
            }
            secrets += ["13700001234", try #require(sealed["encryptedData"])]
            let profile = try await phone.sealed("profile")
            let login = try await stack.gateway.post(
                "/api/smallapp/login",
                form: ["app_id": "1", "code": try await phone.code()]
            )
            let token = try #require(login.data?["token"]?.string, "\(login.text)")
            _ = try await stack.gateway.post(
                "/api/smallapp/oauth",
                form: profile.merging(["app_id": "1", "token": token]) { $1 }
            )
            _ = try await stack.gateway.get(
                "/api/treasure/userLogin",
                query: profile.merging(["code": try await phone.code()]) { $1 }
            )
            return secrets + [token, try #require(profile["encryptedData"])]
        }

        /// The session key that WeChat gave for this person, the app's secret and the keys at home.
        private func sessionSecrets(of name: String, _ stack: Stack) async throws -> [String] {
            let sandbox = stack.client(of: .sandbox)
            let apps = try await sandbox.get("/sandbox/apps").json?["apps"]?.array
            let app = try #require(apps?.first)
            let appid = try #require(app["appid"]?.string)
            let secret = try #require(app["secret"]?.string)
            let code = try await Visitor.loginCode(of: name, appid: appid, in: stack)
            let session = try await sandbox.get(
                "/sns/jscode2session?appid=\(appid)&secret=\(secret)&js_code=\(code)"
                    + "&grant_type=authorization_code"
            )
            let sessionKey = try #require(session.json?["session_key"]?.string, "\(session.text)")
            let keys = try ["internal.key", "admin.key", "data.key"].map { file in
                let text = try TextFile.read(stack.home.file(file))
                return text.trimmingSuffix { $0.isWhitespace }
            }
            return [code, secret, sessionKey] + keys
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
