import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// `wx_phone`, `wx_run` and `auth_status` with the real auth and the sandbox.
    @Suite(.stack)
    struct PointsCertificationTests {
        private struct Person {
            let visitor: Visitor
            let phone: Phone

            func post(_ name: String, _ form: [String: String]) async throws -> Answer {
                try await visitor.stack.gateway.post(
                    "/api/\(name)/",
                    form: ["openid": visitor.openid].merging(form) { $1 },
                    token: visitor.token
                )
            }

            func status(_ key: String) async throws -> JSONValue? {
                try await visitor.get("/api/auth_status/").data?[key]
            }
        }

        private func person(
            _ name: String,
            _ details: [String: JSONValue] = [:]
        ) async throws -> Person {
            let stack = try runningStack()
            let phone = try await Phone.of(name, details, in: stack)
            return Person(visitor: try await Visitor.logIn(name, to: stack), phone: phone)
        }

        @Test("a phone is certified once, also when twenty calls come at once")
        func phoneOnce() async throws {
            let person = try await self.person("caller", ["phone": .string("13800010001")])
            #expect(try await person.status("is_phone") == .bool(false))
            let sealed = try await person.phone.sealed("phone")
            let answers = try await (0..<20).concurrently { _ in
                try await person.post("wx_phone", sealed)
            }
            #expect(answers.count { $0.code == 0 } == 1, "\(answers.map(\.text))")
            #expect(answers.allSatisfy { $0.status == 200 && [0, -3].contains($0.code) })
            #expect(try await person.visitor.records() == [50])
            #expect(try await person.status("is_phone") == .bool(true))
        }

        @Test("wx_phone takes encrypted_data and encryptedData")
        func spellings() async throws {
            let person = try await self.person("speller", ["phone": .string("13800010011")])
            let sealed = try await person.phone.sealed("phone")
            let spelled = [
                "encrypted_data": try #require(sealed["encryptedData"]),
                "iv": try #require(sealed["iv"]),
            ]
            #expect(try await person.post("wx_phone", spelled).code == 0)
        }

        @Test("wx_phone takes the newer code")
        func phoneCode() async throws {
            let first = try await self.person("wayone", ["phone": .string("13800010012")])
            let code = try await first.phone.phoneCode()
            try await first.visitor.stack.failWeChat(
                "/wxa/business/getuserphonenumber",
                kind: "errcode",
                errcode: 40_013
            )
            let unconfigured = try await first.post("wx_phone", ["code": code])
            #expect(unconfigured.status == 200 && unconfigured.code == -2, "\(unconfigured.text)")
            #expect(try await first.post("wx_phone", ["code": code]).code == 0)
            let second = try await self.person("waytwo", ["phone": .string("13800010013")])
            for refused in [code, "invented"] {
                let answer = try await second.post("wx_phone", ["code": refused])
                #expect(answer.status == 200 && answer.code == -7, "\(answer.text)")
            }
        }

        @Test("every code of wx_phone")
        func phoneCodes() async throws {
            let person = try await self.person("phonecodes", ["phone": .string("13800010021")])
            let other = try await self.person("phoneother", ["phone": .string("13800010022")])
            let bare = try await self.person("phonebare")
            let stack = person.visitor.stack
            let sealed = try await person.phone.sealed("phone")
            let apps = try await stack.apps()
            let cases: [([String: String], Int64)] = [
                ([:], -1), (["openid": ""], -1), (["encrypted_data": "YQ=="], -1),
                (["iv": "YQ=="], -1), (sealed.merging(["openid": other.visitor.openid]) { $1 }, -5),
                (try await other.phone.sealed("phone"), -4),
                (sealed.merging(["encryptedData": "***"]) { $1 }, -7),
                (sealed.merging(["encryptedData": "YWJj"]) { $1 }, -7),
                (sealed.merging(["iv": "YWJj"]) { $1 }, -7),
                (try await person.phone.sealed("phone", ["raw": "no json"]), -7),
                (
                    try await person.phone.sealed(
                        "phone",
                        ["as_app": try #require(apps.last?.appid)]
                    ),
                    -7
                ),
            ]
            for (form, code) in cases {
                let answer = try await person.post("wx_phone", form)
                #expect(answer.status == 200 && answer.code == code, "\(form) \(answer.text)")
            }
            let nothing = try await bare.post("wx_phone", bare.phone.sealed("phone"))
            #expect(nothing.status == 200 && nothing.code == -6, "\(nothing.text)")
            #expect(try await person.post("wx_phone", sealed).code == 0)
            let again = try await person.post("wx_phone", sealed)
            #expect(again.status == 200 && again.code == -3, "\(again.text)")
        }

        @Test("step counts pay once, also when twenty calls come at once")
        func stepsOnce() async throws {
            let steps = JSONValue.array((0..<31).map { .integer(1000 + $0) })
            let person = try await self.person("walker", ["steps": steps])
            let sealed = try await person.phone.sealed("werun")
            let answers = try await (0..<20).concurrently { _ in
                try await person.post("wx_run", sealed)
            }
            #expect(answers.allSatisfy { $0.status == 200 && $0.code == 0 }, "\(answers)")
            #expect(try await person.visitor.records() == [20])
            #expect(try await person.status("is_wx_run") == .bool(true))
        }

        @Test("an app that is disabled is as good as not configured, until it is enabled again")
        func unconfigured() async throws {
            let stack = try runningStack()
            let app = try #require(try await stack.apps().last)
            let details: [String: JSONValue] = ["phone": .string("13800010031")]
            let phone = try await Phone.of("homeless", details, appid: app.appid, in: stack)
            let first = try await stack.gateway.get(
                "/api/login/?code=\(phone.code())&appid=\(app.appid)"
            )
            let visitor = Visitor(
                name: phone.name,
                openid: try #require(first.data?["openid"]?.string, "\(first.text)"),
                token: try #require(first.data?["token"]?.string),
                stack: stack
            )
            let person = Person(visitor: visitor, phone: phone)
            let (steps, number) = (try await phone.sealed("werun"), try await phone.sealed("phone"))
            let phoneCode = try await phone.phoneCode()
            for (isEnabled, code) in [(false, -2), (true, 0)] as [(Bool, Int64)] {
                let change = #"{"is_enabled":\#(isEnabled)}"#
                let changed = try await stack.office(.patch, "apps/\(app.number)", json: change)
                #expect(changed.status == 200, "\(changed.text)")
                if !isEnabled {
                    let answer = try await person.post("wx_phone", ["code": phoneCode])
                    #expect(answer.status == 200 && answer.code == code, "\(answer.text)")
                    let update = try await person.post("update", phone.sealed("profile"))
                    #expect(update.status == 200 && update.code == -4, "\(update.text)")
                }
                for (name, form) in [("wx_run", steps), ("wx_phone", number)] {
                    let answer = try await person.post(name, form)
                    #expect(answer.status == 200 && answer.code == code, "\(answer.text)")
                }
                let again = try await stack.gateway.get(
                    "/api/login/?code=\(phone.code())&appid=\(app.appid)"
                )
                #expect(again.status == 200 && again.code == code, "\(again.text)")
            }
        }

        @Test("every other code of wx_run")
        func runCodes() async throws {
            let person = try await self.person("runcodes")
            let other = try await self.person("runother")
            let sealed = try await person.phone.sealed("werun")
            let cases: [([String: String], Int64)] = [
                ([:], -1), (["encryptedData": "YQ=="], -1), (["iv": "YQ=="], -1),
                (sealed.merging(["openid": other.visitor.openid]) { $1 }, -4),
                (try await other.phone.sealed("werun"), -3),
                (sealed.merging(["encryptedData": "***"]) { $1 }, -5),
                (sealed.merging(["encryptedData": "YWJj"]) { $1 }, -5),
                (try await person.phone.sealed("werun", ["raw": "[]"]), -5), (sealed, 0),
            ]
            for (form, code) in cases {
                let answer = try await person.post("wx_run", form)
                #expect(answer.status == 200 && answer.code == code, "\(form) \(answer.text)")
            }
        }

        @Test("auth_status has all eight keys, before anything is known and after")
        func status() async throws {
            let person = try await self.person("status")
            let data = try await person.visitor.get("/api/auth_status/").data
            let keys = data?.object?.members.map(\.name)
            #expect(
                keys == [
                    "is_phone", "is_email", "is_real_name", "is_face", "is_wx_run", "is_mp",
                    "is_eye", "eye_status",
                ]
            )
            #expect(data?["eye_status"] == .string("need"))
            let file = try await person.visitor.uploaded(Visitor.picture(7))
            #expect(try await person.visitor.apply("[\(file)]").code == 0)
            #expect(try await person.status("eye_status") == .string("audit"))
            let missing = try await person.visitor.stack.gateway.get(
                "/api/auth_status/",
                token: person.visitor.token
            )
            #expect(missing.status == 200 && missing.code == -1, "\(missing.text)")
            let wrong = try await person.visitor.stack.gateway.get(
                "/api/auth_status/?openid=nobody",
                token: person.visitor.token
            )
            #expect(wrong.status == 200 && wrong.code == -2, "\(wrong.text)")
        }
    }
}
