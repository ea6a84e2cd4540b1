import HTTP
import HTTPClient
import JSON
import TestKit
import Testing

extension Contracts {
    /// `wx_auth.md`, through the gateway: every code of its endpoints is provoked.
    @Suite(.stack)
    struct WxAuthContractTests {
        private static let base = "/miniprog/wx_auth/"

        /// What `get_openid_by_code` answers somebody.
        private func open(_ phone: Phone) async throws -> JSONValue {
            let answer = try await phone.stack.gateway.get(
                Self.base + "get_openid_by_code",
                query: ["code": try await phone.code()]
            )
            #expect(answer.status == 200 && answer.code == 0, "\(answer.text)")
            return try #require(answer.result)
        }

        /// What proves that an openid is one's own, without a token.
        private func proof(_ opened: JSONValue) throws -> [String: String] {
            [
                "openid": try #require(opened["openid"]?.string),
                "session_key": try #require(opened["session_key"]?.string),
            ]
        }

        private func post(
            _ name: String,
            _ form: [String: String],
            token: String? = nil
        ) async throws -> Answer {
            try await runningStack().gateway.post(Self.base + name, json: form, token: token)
        }

        @Test("one-click: openid, login says not registered, register, login")
        func oneClick() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of(
                "one-click",
                ["phone": .string("13600000001"), "unionid": .bool(false)],
                in: stack
            )
            let opened = try await open(phone)
            #expect(opened["is_registered"] == .bool(false))
            let proof = try proof(opened)
            let early = try await post("login", proof)
            #expect(early.status == 403 && early.code == 6, "\(early.text)")
            let sealed = try await phone.sealed("phone")
            let form = proof.merging(
                [
                    "encrypted_phone": sealed["encryptedData"] ?? "", "iv": sealed["iv"] ?? "",
                    "nickname": "一键", "birthday": "1999-12-31", "gender": "1",
                ]
            ) { $1 }
            let registered = try await post("register", form)
            #expect(registered.status == 200 && registered.code == 0, "\(registered.text)")
            let account = try #require(registered.result?["account"])
            #expect(account["phone"]?.string == "13600000001")
            #expect(account["phone_verified"] == .bool(true))
            #expect(account["birthday"]?.string == "1999-12-31")
            let again = try await post("register", form)
            #expect(again.status == 403 && again.code == 5, "\(again.text)")
            let login = try await post(
                "login",
                proof.merging(["wx_nickname": "新名", "wx_city": "广州"]) { $1 }
            )
            #expect(login.result?["account"]?["nickname"]?.string == "新名", "\(login.text)")
            let token = try #require(login.result?["token"]?.string)
            let byToken = try await post("login", [:], token: token)
            let fresh = try #require(byToken.result?["token"]?.string, "\(byToken.text)")
            #expect(byToken.result?["account"]?["id"] == account["id"])
            for scheme in ["jwt", "JWT", "Bearer"] {
                let answer = try await stack.gateway.post(
                    Self.base + "login",
                    authorization: "\(scheme) \(fresh)"
                )
                #expect(answer.status == 200 && answer.code == 0, "\(scheme) \(answer.text)")
            }
            let isRegistered = try await stack.gateway.get(
                Self.base + "is_openid_registered/",
                query: ["openid": proof["openid"] ?? ""]
            )
            #expect(isRegistered.result?["is_registered"] == .bool(true))
        }

        @Test("a typed phone is not verified; every carrier works, both slashes too")
        func carriers() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("typist", in: stack)
            let opened = try await open(phone)
            let token = try #require(opened["token"]?.string)
            let form = try proof(opened).merging(["phone": "13500000001"]) { $1 }
            let answers = try await stack.gateway.postInEveryWay(Self.base + "register", form)
            #expect(answers.map(\.code) == [0, 5, 5, 5])
            let account = try #require(answers.first?.result?["account"])
            #expect(account["phone"]?.string == "13500000001")
            #expect(account["phone_verified"] == .bool(false))
            let logins = try await stack.gateway.postInEveryWay(
                Self.base + "login",
                ["openid": form["openid"] ?? "", "wx_gender": "2"],
                token: token
            )
            #expect(logins.map(\.code) == [0, 0, 0, 0])
            #expect(logins.last?.result?["account"]?["gender"]?.integer == 2)
        }

        @Test("a code that cannot be traded")
        func codes() async throws {
            let stack = try runningStack()
            let app = "wx0000000000000000"
            let cases: [([String: String], Int, Int64)] = [
                ([:], 403, 1), (["code": " "], 403, 1), (["code": "invented"], 403, 3),
                (["code": "invented", "appid": app], 403, 2),
            ]
            for (query, status, code) in cases {
                let answer = try await stack.gateway.get(
                    Self.base + "get_openid_by_code",
                    query: query
                )
                #expect(answer.status == status && answer.code == code, "\(answer.text)")
                #expect(answer.json?["results"]?.array?.isEmpty == true)
            }
            try await stack.failWeChat("/sns/jscode2session", kind: "errcode", errcode: -1)
            let busy = try await stack.gateway.get(
                Self.base + "get_openid_by_code",
                query: ["code": "later"]
            )
            #expect(busy.status == 503 && busy.code == 503, "\(busy.text)")
            for (query, code) in [([:], 1), (["openid": "o", "appid": app], 2)]
                as [([String: String], Int64)]
            {
                let answer = try await stack.gateway.get(
                    Self.base + "is_openid_registered",
                    query: query
                )
                #expect(answer.status == 403 && answer.code == code, "\(answer.text)")
            }
            let nobody = try await stack.gateway.get(
                Self.base + "is_openid_registered",
                query: ["openid": "nobody"]
            )
            #expect(nobody.result?["is_registered"] == .bool(false), "\(nobody.text)")
        }

        @Test("the same code within a minute gets the same person, from one WeChat call")
        func replay() async throws {
            let stack = try runningStack()
            let code = try await Phone.of("repeater", in: stack).code()
            let path = Self.base + "get_openid_by_code"
            let first = try await stack.gateway.get(path, query: ["code": code])
            let second = try await stack.gateway.get(path, query: ["code": code])
            #expect(second.status == 200 && first.result?["openid"] == second.result?["openid"])
            // Another endpoint asks WeChat, which has seen the code.
            let elsewhere = try await stack.gateway.get("/api/login/?code=\(code)")
            #expect(elsewhere.code == -3, "\(elsewhere.text)")
            try await stack.advanceClock(seconds: 61)
            let late = try await stack.gateway.get(path, query: ["code": code])
            #expect(late.status == 403 && late.code == 3, "\(late.text)")
            try await stack.resetClock()
        }

        @Test("an openid proves nothing; a handle is one person's and expires")
        func proof() async throws {
            let stack = try runningStack()
            let mine = try await open(Phone.of("mine", in: stack))
            let theirs = try await open(Phone.of("theirs", in: stack))
            let phone = ["phone": "13500000002"]
            let bare = try proof(theirs).merging(["session_key": ""]) { $1 }.merging(phone) { $1 }
            let mixed = try proof(theirs).merging(
                ["session_key": try proof(mine)["session_key"] ?? ""]
            ) { $1 }.merging(phone) { $1 }
            let token = try #require(mine["token"]?.string)
            for name in ["register", "login"] {
                let unproven = try await post(name, bare)
                #expect(unproven.status == 401 && unproven.code == 401, "\(unproven.text)")
                let stale = try await post(name, bare, token: token + "x")
                #expect(stale.status == 401 && stale.code == 401, "\(stale.text)")
                let other = try await post(name, bare, token: token)
                #expect(other.status == 403 && other.code == 403, "\(other.text)")
                let invented = try await post(name, bare.merging(["session_key": "abc"]) { $1 })
                #expect(invented.status == 403 && invented.code == 4, "\(invented.text)")
            }
            let crossed = try await post("register", mixed)
            #expect(crossed.status == 403 && crossed.code == 4, "\(crossed.text)")
            try await stack.advanceClock(seconds: 1_800)
            let late = try await post("register", try proof(mine).merging(phone) { $1 })
            #expect(late.status == 403 && late.code == 4, "\(late.text)")
            try await stack.resetClock()
        }

        @Test("what cannot be registered, and why")
        func registerRefusals() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("picky", ["phone": .string("13600000009")], in: stack)
            let other = try await Phone.of("other", in: stack)
            _ = try await open(other)
            let opened = try await open(phone)
            let good = try await phone.sealed("phone")
            let foreign = try await phone.sealed("phone", ["as_app": "wx0000000000000000"])
            let without = try await phone.sealed("phone", ["raw": Self.noPhone(stack)])
            let strange = try await other.sealed("phone")
            let proof = try proof(opened)
            let cases: [([String: String], Int64)] = [
                ([:], 1), (["openid": "", "phone": "13500000003"], 1),
                (["phone": "12345"], 7), (["phone": "13500000003", "birthday": "1990-13-01"], 8),
                (["phone": "13500000003", "gender": "7"], 9),
                (["phone": "13500000003", "nickname": String(repeating: "长", count: 200)], 10),
                (oneClick(strange), 11), (oneClick(good, ["iv": "AAAA"]), 12),
                (oneClick(good, ["encrypted_phone": "***"]), 12), (oneClick(foreign), 12),
                (oneClick(without), 13),
            ]
            for (change, code) in cases {
                let answer = try await post("register", proof.merging(change) { $1 })
                #expect(answer.status == 403 && answer.code == code, "\(change) \(answer.text)")
            }
        }

        @Test("a newer phone code is as good, once; an account keeps the mobile that it has")
        func phoneCodes() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of(
                "modern",
                ["phone": .string("13600000005"), "unionid": .bool(false)],
                in: stack
            )
            let proof = try proof(try await open(phone))
            let invented = try await post("register", proof.merging(["code": "invented"]) { $1 })
            #expect(invented.status == 403 && invented.code == 15, "\(invented.text)")
            let code = try await phone.phoneCode()
            let answer = try await post("register", proof.merging(["code": code]) { $1 })
            #expect(answer.code == 0, "\(answer.text)")
            #expect(answer.result?["account"]?["phone"]?.string == "13600000005")
            #expect(answer.result?["account"]?["phone_verified"] == .bool(true))

            let second = try await Phone.of("again", ["phone": .string("13600000006")], in: stack)
            let other = try self.proof(try await open(second))
            let spent = try await post("register", other.merging(["code": code]) { $1 })
            #expect(spent.status == 403 && spent.code == 15, "\(spent.text)")
        }

        @Test("an account that is bound to another mobile is not bound anew")
        func boundToAnother() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of(
                "mover",
                ["phone": .string("13600000007"), "unionid": .bool(false)],
                in: stack
            )
            let visitor = try await Visitor.logIn("mover", to: stack)
            let sealed = try await phone.sealed("phone")
            let certified = try await stack.gateway.post(
                "/api/wx_phone/",
                form: [
                    "openid": visitor.openid, "iv": sealed["iv"] ?? "",
                    "encrypted_data": sealed["encryptedData"] ?? "",
                ],
                token: visitor.token
            )
            #expect(certified.code == 0, "\(certified.text)")
            _ = try await Phone.of("mover", ["phone": .string("13600000008")], in: stack)
            let proof = try proof(try await open(phone))
            let moved = try await phone.sealed("phone")
            let answer = try await post("register", proof.merging(oneClick(moved)) { $1 })
            #expect(answer.status == 403 && answer.code == 14, "\(answer.text)")
        }

        private func oneClick(
            _ sealed: [String: String],
            _ change: [String: String] = [:]
        ) -> [String: String] {
            ["encrypted_phone": sealed["encryptedData"] ?? "", "iv": sealed["iv"] ?? ""]
                .merging(change) { $1 }
        }

        /// What a WeChat user without a number sends.
        private static func noPhone(_ stack: Stack) async throws -> String {
            let appid = try await stack.apps()[0].appid
            return "{\(Phone.watermark(of: appid))}"
        }
    }
}

extension Answer {
    /// The only one of `results`.
    fileprivate var result: JSONValue? { json?["results"]?.array?.first }
}

extension TestClient {
    /// `POST path` without a body, with this `Authorization`.
    fileprivate func post(_ path: String, authorization: String) async throws -> Answer {
        var request = ClientRequest(method: .post, address: address, target: path)
        request.headers.add("Authorization", authorization)
        return try await send(request)
    }
}
