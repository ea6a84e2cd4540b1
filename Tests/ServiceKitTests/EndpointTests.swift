import Basics
import Contracts
import HTTP
import ServiceKit
import Testing

/// From a request to an endpoint and back, as a table of request → octets.
struct EndpointTests {
    private let world = TestWorld(home: "/nowhere")

    private func shop(_ outcome: Failure<Shop.Refusal>? = nil) throws -> ServiceHarness {
        try ServiceHarness(Shop(outcome: outcome).definition(), in: world)
    }

    @Test(arguments: [
        ("a form", "name=tea", #"{"code":0,"msg":"成功","data":{"openid":"o-ming","name":"tea"}}"#),
        ("missing", "number=1", #"{"code":-1,"msg":"参数不能为空"}"#),
        ("blank", "name=%20", #"{"code":-1,"msg":"参数不能为空"}"#),
    ])
    func businessAnswers(_ name: String, _ query: String, _ body: String) async throws {
        let shop = try shop()
        let answer = await shop.call(.post, "/api/buy/?\(query)", json: "{}", as: .ming)
        #expect(answer == Answer(200, body), "\(name)")
    }

    @Test(arguments: [
        ("wrong kind", #"{"name":"tea","number":"x"}"#, 400, #"{"code":-400,"msg":"请求格式错误"}"#),
        ("no JSON", #"{"name":"tea",}"#, 400, #"{"code":-400,"msg":"请求格式错误"}"#),
        (
            "too large",
            #"{"name":"012345678901234567890123456789012345678901234567890123456789"}"#, 413,
            #"{"code":-413,"msg":"提交的内容过大"}"#
        ),
    ])
    func unreadableBodies(
        _ name: String,
        _ json: String,
        _ status: Int,
        _ body: String
    ) async throws {
        let answer = try await shop().call(.post, "/api/buy/", json: json, as: .ming)
        #expect(answer == Answer(status, body), "\(name)")
    }

    @Test func anAliasIsTheSameInterface() async throws {
        let answer = try await shop().call(.post, "/api/purchase/", ["name": "tea"], as: .ming)
        #expect(answer.status == 200)
        #expect(answer.body.contains("tea"))
    }

    @Test(arguments: [
        (Failure.refused(Shop.Refusal.soldOut), 200, #"{"code":-2,"msg":"卖完了"}"#, nil),
        (.fault, 500, #"{"code":-4,"msg":"购买失败"}"#, nil),
        (.unavailable(retryAfterSeconds: 3), 503, #"{"code":-4,"msg":"购买失败"}"#, "3"),
    ])
    func failuresAreToldApart(
        _ failure: Failure<Shop.Refusal>,
        _ status: Int,
        _ body: String,
        _ retryAfter: String?
    ) async throws {
        let answer = try await shop(failure).call(.post, "/api/buy/", ["name": "tea"], as: .ming)
        #expect(answer == Answer(status, body))
        #expect(answer.headers["Retry-After"] == retryAfter)
    }

    @Test func anOpenInterfaceKnowsWhoCallsIfAnybodyDoes() async throws {
        let shop = try shop()
        let path = "/miniprog/wx_auth/look/a%20b"
        let known = await shop.call(.get, path, ["page": "1"], as: .ming)
        let unknown = await shop.call(.get, path, ["page": "1"])
        #expect(
            known
                == Answer(
                    200,
                    #"{"code":0,"detail":"成功","results":[{"name":"a b","known":true}]}"#
                )
        )
        #expect(unknown.body.contains(#""known":false"#))
        #expect(known.headers[InternalHeader.sessionChanged] == "sid-1")
    }

    @Test(arguments: [
        (["page": "x"], Answer(403, #"{"code":8,"detail":"参数错误","results":[]}"#)),
        ([:], Answer(403, #"{"code":9,"detail":"缺少参数","results":[]}"#)),
    ])
    func aTableOfItsOwnComesFirst(_ query: [String: String], _ expected: Answer) async throws {
        #expect(try await shop().call(.get, "/miniprog/wx_auth/look/x", query) == expected)
    }

    @Test func headIsServedByGet() async throws {
        let answer = try await shop().call(.head, "/miniprog/wx_auth/look/x", ["page": "1"])
        #expect(answer.status == 200)
    }

    @Test(arguments: [
        (Method.get, "/api/nothing", Answer(404, #"{"code":-404,"msg":"接口不存在"}"#)),
        (.get, "/api/user/x", Answer(404, #"{"code":10000,"message":"接口不存在"}"#)),
        (.get, "/api/treasure/x", Answer(404, #"{"status":404,"msg":"接口不存在"}"#)),
        (.get, "/api/smallapp/x", Answer(404, #"{"code":-404,"msg":"接口不存在","data":{}}"#)),
        (
            .post, "/miniprog/wx_auth/look/x",
            Answer(405, #"{"code":405,"detail":"请求方式不支持","results":[]}"#)
        ),
    ])
    func nobodyThere(_ method: Method, _ path: String, _ expected: Answer) async throws {
        let answer = try await shop().call(method, path, as: .ming)
        #expect(answer == expected)
        #expect(answer.headers["Allow"] == (expected.status == 405 ? "GET, HEAD" : nil))
    }

    @Test func twoInterfacesAtOneAddressStopTheStart() throws {
        var definition = try Shop().definition()
        try definition.add([Shop.Keys.self], by: Shop())
        #expect(throws: CompositionError("two endpoints at GET /keys")) {
            try ServiceHarness(definition, in: world)
        }
    }

    @Test func logsTellTheRequestButNotItsInput() async throws {
        _ = try await shop(.refused(.soldOut)).call(.post, "/api/buy/", ["name": "tea"], as: .ming)
        _ = try await shop(.fault).call(.post, "/api/buy/", ["name": "tea"], as: .ming)
        let lines = world.lines.all
        #expect(lines.count == 2)
        #expect(lines[0].contains(#""level":"info","service":"test","msg":"refused""#))
        #expect(lines[0].contains(#""request_id":"test-request","route":"POST /api/buy/""#))
        #expect(lines[0].contains(#""status":200"#) && lines[0].contains(#""code":-2"#))
        #expect(lines[0].contains(#""iid":7"#))
        #expect(lines[1].contains(#""level":"error","service":"test","msg":"failed""#))
        #expect(!lines.joined().contains("tea") && !lines.joined().contains("o-ming"))
    }
}
