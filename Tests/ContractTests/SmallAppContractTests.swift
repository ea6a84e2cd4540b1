import JSON
import TestKit
import Testing

extension Contracts {
    /// `smallapp.md`, through the gateway: every code of its endpoints is provoked.
    @Suite(.stack)
    struct SmallAppContractTests {
        private static let login = "/api/smallapp/login"
        private static let oauth = "/api/smallapp/oauth"

        /// Logs somebody in to the first app; the answer's data.
        private func logIn(_ phone: Phone) async throws -> JSONValue {
            let form = ["app_id": "1", "code": try await phone.code()]
            let answer = try await phone.stack.gateway.post(Self.login, form: form)
            #expect(answer.status == 200 && answer.code == 0, "\(answer.text)")
            return try #require(answer.data)
        }

        private func token(_ data: JSONValue) throws -> String {
            try #require(data["token"]?.string)
        }

        private func authorise(
            _ form: [String: String],
            token: String
        ) async throws -> Answer {
            try await runningStack().gateway.post(
                Self.oauth,
                json: form.merging(["token": token]) { given, _ in given }
            )
        }

        @Test("log-in, authorisation, log-in again")
        func registers() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("member", ["nickname": .string("会员")], in: stack)
            let first = try await logIn(phone)
            #expect(first["oauthed"] == .bool(false) && first["user"] == nil)
            let form = try await phone.sealed("profile").merging(["app_id": "1"]) { $1 }
            for _ in 0..<2 {
                let answer = try await authorise(form, token: try token(first))
                #expect(answer.status == 200 && answer.code == 0, "\(answer.text)")
                #expect(answer.data?["nickname"]?.string == "会员")
                #expect(answer.data?["avatar"]?.string != nil && answer.data?["mobile"] != nil)
            }
            let second = try await logIn(phone)
            #expect(second["oauthed"] == .bool(true))
            #expect(second["user"]?["nickname"]?.string == "会员")
        }

        @Test("a user registered through another app is the same user here")
        func bindsByUnionid() async throws {
            let stack = try runningStack()
            let apps = try await stack.apps()
            let elsewhere = try await Phone.of("roamer", appid: apps[1].appid, in: stack)
            let opened = try await stack.gateway.get(
                "/miniprog/wx_auth/get_openid_by_code",
                query: ["code": try await elsewhere.code(), "appid": apps[1].appid]
            ).json?["results"]?.array?.first
            let member = try await stack.gateway.post(
                "/miniprog/wx_auth/register",
                json: [
                    "openid": opened?["openid"]?.string ?? "", "phone": "13500000008",
                    "session_key": opened?["session_key"]?.string ?? "",
                ]
            )
            #expect(member.code == 0, "\(member.text)")
            let here = try await Phone.of("roamer", in: stack)
            let data = try await logIn(here)
            let form = try await here.sealed("profile").merging(["app_id": "1"]) { $1 }
            let answer = try await authorise(form, token: try token(data))
            #expect(answer.data?["mobile"]?.string == "13500000008", "\(answer.text)")
        }

        @Test("every carrier and both names of the token work, both slashes too")
        func carriers() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("carrier", in: stack)
            let data = try await logIn(phone)
            let form = try await phone.sealed("profile").merging(["app_id": "1"]) { $1 }
            for name in ["token", "_user_token"] {
                let answers = try await stack.gateway.postInEveryWay(
                    Self.oauth,
                    form.merging([name: try token(data)]) { $1 }
                )
                #expect(answers.map(\.code) == [0, 0, 0, 0], "\(name) \(answers.map(\.text))")
            }
            let byHeader = try await stack.gateway.post(
                Self.oauth,
                json: form,
                token: try token(data)
            )
            #expect(byHeader.code == 0, "\(byHeader.text)")
            let code = try await phone.code()
            let logins = try await stack.gateway.postInEveryWay(
                Self.login,
                ["app_id": "1", "code": code]
            )
            #expect(logins.map(\.code) == [0, 0, 0, 0])
        }

        @Test(
            "what login refuses",
            arguments: [
                ([:], -1), (["app_id": "1", "code": " "], -1), (["app_id": "", "code": "c"], -1),
                (["app_id": "one", "code": "c"], -2), (["app_id": "99", "code": "c"], -2),
                (["app_id": "1", "code": "invented"], -3),
            ] as [([String: String], Int64)]
        )
        func loginRefusals(_ form: [String: String], _ code: Int64) async throws {
            let answer = try await runningStack().gateway.post(Self.login, json: form)
            #expect(answer.status == 200 && answer.code == code, "\(answer.text)")
            #expect(answer.data?.object?.members.isEmpty == true)
        }

        @Test("what oauth refuses")
        func oauthRefusals() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("refused", in: stack)
            let other = try await Phone.of("double", in: stack)
            _ = try await logIn(other)
            let data = try await logIn(phone)
            let good = try await phone.sealed("profile").merging(["app_id": "1"]) { $1 }
            for token in [nil, "nonsense"] as [String?] {
                let form = token.map { good.merging(["token": $0]) { $1 } } ?? good
                let answer = try await stack.gateway.post(Self.oauth, json: form)
                #expect(answer.status == 401 && answer.code == -401, "\(answer.text)")
            }
            let cases: [([String: String], Int64)] = [
                (["app_id": ""], -1), (["iv": " "], -1), (["encryptedData": ""], -1),
                (["app_id": "x"], -2), (["app_id": "99"], -2), (["app_id": "2"], -2),
                (["iv": "AAAA"], 8524), (["encryptedData": "***"], 8524),
                (try await other.sealed("profile"), 8524), (try await phone.sealed("phone"), 8524),
                (try await phone.sealed("profile", ["as_app": "wx0000000000000000"]), 8524),
                (try await phone.sealed("profile", ["as_user": "double"]), 8527),
            ]
            for (change, code) in cases {
                let answer = try await authorise(
                    good.merging(change) { $1 },
                    token: try token(data)
                )
                #expect(answer.status == 200 && answer.code == code, "\(change) \(answer.text)")
            }
            // The last one has ended the session.
            let after = try await authorise(good, token: try token(data))
            #expect(after.status == 401 && after.code == -401, "\(after.text)")
        }

        @Test("what fails for us is 8526 for who is new, and 8525 for who is registered")
        func storageFaults() async throws {
            let stack = try runningStack()
            for (code, isRegistered) in [(8526, false), (8525, true)] as [(Int64, Bool)] {
                let (_, failed) = try await stack.firstFailure(of: .auth, kind: "io") { attempt in
                    let phone = try await Phone.of(
                        "failing-\(isRegistered)-\(attempt)",
                        ["nickname": .string("一")],
                        in: stack
                    )
                    let token = try token(try await logIn(phone))
                    if isRegistered {
                        let form = try await phone.sealed("profile")
                        _ = try await authorise(
                            form.merging(["app_id": "1"]) { $1 },
                            token: token
                        )
                    }
                    _ = try await Phone.of(phone.name, ["nickname": .string("二")], in: stack)
                    let form = try await phone.sealed("profile").merging(["app_id": "1"]) { $1 }
                    return form.merging(["token": token]) { $1 }
                } call: { form in
                    try await stack.gateway.post(Self.oauth, json: form)
                }
                #expect([500, 503].contains(failed.status), "\(failed.text)")
                #expect(failed.code == code, "\(failed.text)")
            }
        }
    }
}
