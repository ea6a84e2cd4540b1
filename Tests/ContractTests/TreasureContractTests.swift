import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// The calls of `treasure.md` that need no money, through the gateway.
    @Suite(.unhurriedStack)
    struct TreasureContractTests {
        @Test("goods: published, passed, dug, won, handed over")
        func goods() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("hider", "藏宝人", to: stack)
            let digger = try await Digger.logIn("seeker", "挖宝人", to: stack)
            let code = try await publisher.publish(
                ["prize_num": "2", "interval": "1", "forecast_num": "2"]
            )
            try await digger.seesSoon(code)
            let list = try await digger.get("getTaskList")
            let row = try #require(list.data?.array?.first { $0["code"]?.string == code })
            #expect(row["wxname"]?.string == "藏宝人" && row["status"]?.integer == 0)
            for name in ["pic", "thumbnail"] {
                let address = try #require(row[name]?.string)
                let path = try #require(Visitor.path(of: address, in: stack))
                let picture = try await stack.gateway.get(path)
                #expect(picture.status == 200, "\(path) \(picture.text)")
                #expect(picture.headers["Cache-Control"]?.contains("immutable") == true)
            }
            let dig = try await digger.post("postTask", ["code": code])
            #expect(dig.contractStatus == 0 && dig.json?["is_prize"]?.integer == 1, "\(dig.text)")
            #expect(dig.json?["wxname"]?.string == "挖宝人")
            let info = try await digger.get("getMyInfo")
            #expect(info.json?["digging_num"]?.integer == 1)
            for name in ["getMyPartake", "getMyPrize"] {
                let mine = try await digger.get(name)
                #expect(mine.data?.array?.first?["code"]?.string == code, "\(mine.text)")
            }
            let shown = try await digger.post("drawPrize", ["code": code])
            let verifyCode = try #require(shown.json?["verify_code"]?.string, "\(shown.text)")
            let redeemed = try await publisher.post(
                "verifyPrize",
                ["code": code, "verify_code": verifyCode]
            )
            #expect(redeemed.json?["wxname"]?.string == "挖宝人", "\(redeemed.text)")
            let ended = try await publisher.post("endTask", ["code": code])
            #expect(ended.contractStatus == 0, "\(ended.text)")
            let details = try await digger.get("getTaskDetails", ["code": code])
            #expect(details.json?["is_draw"]?.integer == 1 && details.json?["seed"] != nil)
            #expect(details.json?["task_status"]?.integer == 1)
            let users = try await digger.get("getTaskUser", ["code": code, "page": "1"])
            #expect(users.data?.array?.count == 1, "\(users.text)")
        }

        @Test("parameters come in every way, with and without a final slash")
        func everyWay() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("everyway", "一", to: stack)
            let code = try await publisher.publish()
            // One of the four has a final slash.
            let answers = try await stack.gateway.postInEveryWay(
                "/api/treasure/digTask",
                ["code": code, "unionid": publisher.unionid],
                token: publisher.token
            )
            #expect(answers.count == 4)
            for answer in answers {
                #expect(answer.status == 200 && answer.contractStatus == 1, "\(answer.text)")
                #expect(answer.json?["msg"]?.string == "不能挖自己发布的宝贝")
            }
        }

        @Test("texts and pictures that WeChat does not pass")
        func contentCheck() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("rude", "二", to: stack)
            let digger = try await Digger.logIn("polite", "三", to: stack)
            let picture = try await publisher.upload(try Visitor.picture(10))
            let url = try #require(picture.json?["url"]?.string, "\(picture.text)")
            let goods = [
                "goods_type": "2", "url": url, "name": "违规物品", "prize_num": "1",
                "forecast_num": "2", "draw_type": "1",
            ]
            let risky = try await publisher.post("publishTask", goods)
            #expect(risky.contractStatus == 17, "\(risky.text)")
            let waits = goods.merging(["name": "待审物品"]) { $1 }
            let answer = try await publisher.post("publishTask", waits)
            let code = try #require(answer.json?["code"]?.string, "\(answer.text)")
            let own = try await publisher.get("getTaskDetails", ["code": code])
            #expect(own.json?["state"]?.string == "checking", "\(own.text)")
            let other = try await digger.get("getTaskDetails", ["code": code])
            #expect(other.contractStatus == 1 && other.json?["msg"]?.string == "任务不存在")
        }

        @Test("a token is needed, and an account")
        func whoIsCalling() async throws {
            let stack = try runningStack()
            let digger = try await Digger.logIn("caller", "四", to: stack)
            for name in [
                "getTaskList", "getTaskDetails", "getTaskUser", "getMyInfo", "getMyRelease",
                "getMyPartake", "getMyPrize", "getTaskWinners",
            ] {
                let query = ["unionid": digger.unionid, "code": "222222222222"]
                let answer = try await stack.gateway.get("/api/treasure/\(name)", query: query)
                #expect(
                    answer.status == 401 && answer.contractStatus == 401,
                    "\(name) \(answer.text)"
                )
            }
            for name in [
                "postTask", "digTask", "publishTask", "drawPrize", "verifyPrize", "endTask",
            ] {
                let form = ["unionid": digger.unionid, "code": "222222222222"]
                let answer = try await stack.gateway.post("/api/treasure/\(name)", form: form)
                #expect(
                    answer.status == 401 && answer.contractStatus == 401,
                    "\(name) \(answer.text)"
                )
            }
            // Known to WeChat by a log-in of another contract that registers nobody.
            let phone = try await Phone.of("accountless", in: stack)
            let login = try await stack.gateway.post(
                "/api/user/wxLogin",
                form: ["code": try await phone.code()]
            )
            let token = try #require(login.data?["token"]?.string, "\(login.text)")
            let answer = try await stack.gateway.get("/api/treasure/getTaskList", token: token)
            #expect(answer.contractStatus == 1, "\(answer.text)")
            #expect(answer.json?["msg"]?.string == "请先登录")
        }

        @Test("many at once through the gateway: as many winners as prizes")
        func race() async throws {
            let stack = try runningStack()
            let publisher = try await Digger.logIn("racer", "五", to: stack)
            let diggers = try await (0..<30).map { $0 }.asyncMap {
                try await Digger.logIn("racer\($0)", "六\($0)", to: stack)
            }
            let code = try await publisher.publish(
                ["prize_num": "3", "interval": "6", "fluctuation": "2", "forecast_num": "20"]
            )
            try await diggers[0].seesSoon(code)
            let answers = try await diggers.concurrently { digger in
                try await [
                    digger.post("digTask", ["code": code]), digger.post("digTask", ["code": code]),
                ]
            }.flatMap { $0 }
            #expect(answers.allSatisfy { $0.status == 200 })
            let taken = answers.filter { $0.contractStatus == 0 }
            #expect(taken.count { $0.json?["is_prize"]?.integer == 1 } == 3)
            let words = Set(answers.compactMap { $0.json?["msg"]?.string })
            #expect(words.isSubset(of: ["成功", "冷却中，请稍后再挖", "任务已结束", "您已中奖，不能再挖"]))
            let details = try await publisher.get("getTaskDetails", ["code": code])
            #expect(details.json?["now_depth"]?.integer == Int64(taken.count), "\(details.text)")
            #expect(details.json?["task_status"]?.integer == 1)
        }
    }
}
