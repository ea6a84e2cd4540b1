import JSON
import TestKit
import Testing

extension Contracts {
    /// `userLogin` of `treasure.md`, through the gateway: every status is provoked.
    @Suite(.stack)
    struct TreasureLoginTests {
        private func logIn(
            _ query: [String: String],
            final: String = ""
        ) async throws -> Answer {
            try await runningStack().gateway.get(
                "/api/treasure/userLogin\(final)",
                query: query
            )
        }

        private func query(of phone: Phone, as more: [String: String] = [:]) async throws
            -> [String: String]
        {
            let code = try await phone.code()
            return try await phone.sealed("profile", more).merging(["code": code]) { $1 }
        }

        @Test("the user, and the same again; who is new stays one")
        func logsIn() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of(
                "digger",
                [
                    "nickname": .string("挖宝人"), "gender": .integer(2),
                    "avatar": .string("https://example.com/d.png"),
                ],
                in: stack
            )
            let query = try await query(of: phone)
            let first = try await logIn(query)
            #expect(first.status == 200 && first.json?["status"]?.integer == 0, "\(first.text)")
            let data = try #require(first.data)
            #expect(data["nickName"]?.string == "挖宝人" && data["gender"]?.integer == 2)
            #expect(data["avatarUrl"]?.string == "https://example.com/d.png")
            for name in ["city", "province", "country"] { #expect(data[name]?.string != nil) }
            let unionid = try #require(data["unionid"]?.string)
            #expect(!unionid.isEmpty && data["token"]?.string?.isEmpty == false)
            let again = try await logIn(query, final: "/")
            #expect(again.data?["openid"] == data["openid"], "\(again.text)")
            let next = try await logIn(try await self.query(of: phone))
            #expect(next.data?["unionid"]?.string == unionid)
        }

        @Test("where WeChat gives no unionid, ours is always the same and nobody else's")
        func standIn() async throws {
            let stack = try runningStack()
            let appid = try #require(try await stack.apps().last?.appid)
            var names: Set<String> = []
            for name in ["alone", "alone", "lonely"] {
                let phone = try await Phone.of(name, appid: appid, in: stack)
                let query = try await query(of: phone).merging(["appid": appid]) { $1 }
                let data = try #require(try await logIn(query).data)
                names.insert(try #require(data["unionid"]?.string))
                #expect(data["unionid"] != data["openid"])
            }
            #expect(names.count == 2)
        }

        @Test("its statuses")
        func refusals() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("fussy", in: stack)
            let other = try await Phone.of("stranger", in: stack)
            _ = try await logIn(try await query(of: other))
            let query = try await query(of: phone)
            let unknown = "wx0000000000000000"
            let cases: [([String: String], Int64)] = [
                (["code": ""], 1), (["iv": " "], 1), (["encryptedData": ""], 1),
                (["appid": unknown], 2), (["code": "invented"], 3),
                (try await other.sealed("profile"), 4), (["encryptedData": "***"], 5),
                (["iv": "AAAA"], 5), (try await phone.sealed("phone"), 5),
                (try await phone.sealed("profile", ["raw": "no JSON"]), 5),
                (try await phone.sealed("profile", ["as_app": unknown]), 6),
                (try await phone.sealed("profile", ["as_user": "stranger"]), 7),
            ]
            for (change, status) in cases {
                let answer = try await logIn(query.merging(change) { $1 })
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.json?["status"]?.integer == status, "\(change) \(answer.text)")
                #expect(answer.json?["msg"]?.string?.isEmpty == false && answer.data == nil)
            }
            #expect(try await logIn(query).json?["status"]?.integer == 0)
            try await stack.failWeChat("/sns/jscode2session", kind: "http500")
            let away = try await logIn(query.merging(["code": "later"]) { $1 })
            #expect(away.status == 503 && away.json?["status"]?.integer == 503, "\(away.text)")
        }

        @Test("a request line of eight kilobytes passes")
        func longLine() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("wordy", in: stack)
            let filler = String(repeating: "x", count: 5_200)
            let appid = try await stack.apps()[0].appid
            let raw = #"{"nickName":"长","filler":"\#(filler)",\#(Phone.watermark(of: appid))}"#
            var query = try await phone.sealed("profile", ["raw": raw])
            query["code"] = try await phone.code()
            #expect((query["encryptedData"]?.utf8.count ?? 0) > 7_000)
            let answer = try await logIn(query)
            #expect(answer.data?["nickName"]?.string == "长", "\(answer.text)")
        }
    }
}
