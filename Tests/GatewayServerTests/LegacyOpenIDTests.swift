import Contracts
import Basics
import HTTP
import HTTPClient
import Testing

@testable import GatewayServer
@testable import ServiceKit

@Suite struct LegacyOpenIDTests {
    private static let somebody = Identity(
        iid: ID(5),
        sid: "",
        app: ID(1),
        oper: 1,
        openid: "o5",
        unionid: "u5",
        uid: ID(7)
    )

    private func stack(_ takesLegacyOpenID: Bool = true) async throws -> TestStack {
        let stack = try TestStack(
            takesLegacyOpenID: takesLegacyOpenID,
            services: [.auth, .points, .treasure, .commerce]
        )
        stack.auth.change { state in
            state.names = ["o5": Self.somebody, "u5": Self.somebody]
        }
        return try await stack.opened()
    }

    /// Whom the service was told, of the last request.
    private func told(_ stack: TestStack) -> Identity? {
        stack.requests.last?.headers[InternalHeader.identity].flatMap(Identity.init(header:))
    }

    @Test(arguments: [
        "/api/query_balance/?openid=o5", "/api/sign_status?openid=o5",
        "/api/treasure/getTaskList?unionid=u5", "/api/treasure/postTask?unionid=u5&code=1",
    ])
    func standForTheirIdentity(_ target: String) async throws {
        let stack = try await stack()
        let method = TestStack.method(of: target)
        #expect(try await stack.send(method, target).status == 200)
        #expect(told(stack) == Self.somebody)
        let usual = try await self.stack(false)
        #expect(try await usual.send(method, target).status == 401)
        #expect(usual.requests.isEmpty)
    }

    @Test(arguments: [
        "/api/update?openid=o5", "/api/wx_phone?openid=o5", "/api/wx_run?openid=o5",
        "/api/upload?openid=o5", "/api/treasure/postTask?unionid=u5&goods_type=1",
        "/api/treasure/payTask?unionid=u5", "/api/treasure/drawPrize?unionid=u5",
        "/api/treasure/getMyPrize?unionid=u5", "/api/user/orders?openid=o5",
        "/api/smallapp/oauth?openid=o5", "/api/treasure/getTaskList?unionid=nobody",
        "/api/treasure/getTaskList",
    ])
    func openNothingElse(_ target: String) async throws {
        let stack = try await stack()
        #expect(try await stack.send(TestStack.method(of: target), target).status == 401)
        #expect(stack.requests.isEmpty)
    }

    /// `points.md` has codes for a missing and a wrong openid.
    @Test(arguments: ["?openid=nobody", "?openid=", ""])
    func nobodyIsNobody(_ query: String) async throws {
        let stack = try await stack()
        #expect(try await stack.send(.get, "/api/query_balance/\(query)").status == 200)
        #expect(told(stack)?.iid == ID(0) && told(stack)?.openid == "")
        let usual = try await self.stack(false)
        #expect(try await usual.send(.get, "/api/query_balance/\(query)").status == 401)
    }

    @Test func comeInFormsAndJSONToo() async throws {
        let stack = try await stack()
        for (type, body) in [
            ("application/x-www-form-urlencoded", "openid=o5"),
            ("application/json", #"{"openid":"o5"}"#),
        ] {
            let answer = try await stack.send(
                .post,
                "/api/sign/",
                [(name: "Content-Type", value: type)],
                body: .bytes(Bytes(body.utf8))
            )
            #expect(answer.status == 200)
            #expect(told(stack) == Self.somebody)
        }
    }

    @Test func aTokenCountsMoreThanAName() async throws {
        let stack = try await stack()
        let bad = [(name: "Authorization", value: "Bearer a.b.c")]
        #expect(try await stack.send(.get, "/api/sign_status?openid=o5", bad).status == 401)
        let answer = try await stack.send(
            .get,
            "/api/sign_status?openid=o5",
            TestStack.token
        )
        #expect(answer.status == 200 && told(stack)?.openid != "o5")
    }

    @Test func whileAuthIsAwayNobodyIsNamed() async throws {
        let stack = try await stack()
        stack.auth.change { $0.isDown = true }
        #expect(try await stack.send(.get, "/api/sign_status?openid=o5").status == 503)
    }
}
