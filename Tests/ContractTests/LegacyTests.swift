import JSON
import TestKit
import Testing

extension Contracts {
    /// Clients that were written before there were tokens, with `KUMQUAT_LEGACY_OPENID=1`.
    @Suite(RunningStack(settings: ["KUMQUAT_LEGACY_OPENID": "1"]))
    struct LegacyTests {
        @Test("a bare openid reads and signs in; phone, profile and the rest need a token")
        func points() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("oldtimer", to: stack)
            let openid = ["openid": visitor.openid]
            let signed = try await stack.gateway.post("/api/sign/", form: openid)
            #expect(signed.status == 200 && signed.code == 0, "\(signed.text)")
            let status = try await stack.gateway.get("/api/sign_status/", query: openid)
            #expect(status.data?["is_sign"] == .bool(true), "\(status.text)")
            for path in ["update", "wx_phone", "wx_run", "upload", "apply_audit"] {
                let answer = try await stack.gateway.post(
                    "/api/\(path)/",
                    form: openid.merging(["nickname": "n", "code": "c"]) { $1 }
                )
                #expect(answer.status == 401 && answer.code == -401, "\(answer.text)")
            }
        }

        @Test("a missing and a wrong openid are what points.md calls them")
        func codes() async throws {
            let stack = try runningStack()
            for name in [
                "query_balance", "query_share_code", "query_share_record", "query_point_record",
                "auth_status", "sign_status",
            ] {
                let cases: [(String, Int64)] = [("", -1), ("?openid=", -1), ("?openid=nobody", -2)]
                for (query, code) in cases {
                    let answer = try await stack.gateway.get("/api/\(name)/\(query)")
                    #expect(answer.status == 200 && answer.code == code, "\(name) \(answer.text)")
                }
            }
            let forms: [([String: String], Int64)] = [([:], -1), (["openid": "nobody"], -3)]
            for (form, code) in forms {
                let answer = try await stack.gateway.post("/api/sign/", form: form)
                #expect(answer.status == 200 && answer.code == code, "\(answer.text)")
            }
            let rank = try await stack.gateway.get("/api/rank_by_balance/?openid=nobody")
            #expect(rank.status == 403 && rank.code == -403, "\(rank.text)")
        }

        @Test("wx_auth registers and logs in by openid, but binds no proven number")
        func wxAuth() async throws {
            let stack = try runningStack()
            let phone = try await Phone.of("veteran", in: stack)
            let opened = try await stack.gateway.get(
                "/miniprog/wx_auth/get_openid_by_code",
                query: ["code": try await phone.code()]
            )
            let openid = try #require(
                opened.json?["results"]?.array?.first?["openid"]?.string,
                "\(opened.text)"
            )
            let base = "/miniprog/wx_auth/"
            let early = try await stack.gateway.post(base + "login", json: ["openid": openid])
            #expect(early.status == 403 && early.code == 6, "\(early.text)")
            let sealed = try await phone.sealed("phone")
            let proven = try await stack.gateway.post(
                base + "register",
                json: [
                    "openid": openid, "encrypted_phone": sealed["encryptedData"] ?? "",
                    "iv": sealed["iv"] ?? "",
                ]
            )
            #expect(proven.status == 401, "\(proven.text)")
            let typed = try await stack.gateway.post(
                base + "register",
                json: ["openid": openid, "phone": "13500000021", "nickname": "老兵"]
            )
            #expect(typed.code == 0, "\(typed.text)")
            let login = try await stack.gateway.post(
                base + "login",
                json: ["openid": openid, "wx_nickname": "somebody else's words"]
            )
            let result = try #require(login.json?["results"]?.array?.first, "\(login.text)")
            #expect(result["account"]?["nickname"]?.string == "老兵")
            let token = try #require(result["token"]?.string)
            let byToken = try await stack.gateway.post(base + "login", token: token)
            #expect(byToken.code == 0, "\(byToken.text)")
        }

        @Test("treasure reads and digs by unionid; uploads, tasks and prizes need a token")
        func treasure() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("oldhider", "老藏", to: stack)
            let digger = try await Digger.logIn("olddigger", "老挖", to: stack)
            let code = try await publisher.publish(["forecast_num": "1"])
            try await digger.seesSoon(code)
            let base = "/api/treasure/"
            let named = ["unionid": digger.unionid, "code": code]
            for name in [
                "getTaskList", "getTaskDetails", "getTaskUser", "getMyInfo", "getMyRelease",
                "getMyPartake",
            ] {
                let answer = try await stack.gateway.get(base + name, query: named)
                #expect(
                    answer.status == 200 && answer.contractStatus == 0,
                    "\(name) \(answer.text)"
                )
            }
            let dig = try await stack.gateway.post(base + "postTask", form: named)
            #expect(dig.json?["is_prize"]?.integer == 1, "\(dig.text)")
            for name in ["drawPrize", "verifyPrize", "endTask", "publishTask", "uploadFile"] {
                let answer = try await stack.gateway.post(base + name, form: named)
                #expect(
                    answer.status == 401 && answer.contractStatus == 401,
                    "\(name) \(answer.text)"
                )
            }
            let publish = named.merging(["goods_type": "2"]) { $1 }
            let answer = try await stack.gateway.post(base + "postTask", form: publish)
            #expect(answer.status == 401, "\(answer.text)")
            let prizes = try await stack.gateway.get(base + "getMyPrize", query: named)
            #expect(prizes.status == 401, "\(prizes.text)")
            let nobody = try await stack.gateway.get(base + "getMyInfo?unionid=nobody")
            #expect(nobody.status == 401 && nobody.contractStatus == 401, "\(nobody.text)")
        }
    }
}
