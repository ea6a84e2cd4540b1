import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// `POST /api/user/wxLogin` of `merchants.md`.
    @Suite(.stack)
    struct MerchantsLoginTests {
        private static let path = "/api/user/wxLogin"

        @Test("a code gives a token; who has bound no account gets no userInfo")
        func logsIn() async throws {
            let stack = try runningStack()
            let code = try await Visitor.loginCode(of: "shopper", in: stack)
            let answer = try await stack.gateway.post(Self.path, form: ["code": code])
            #expect(answer.status == 200 && answer.code == 0, "\(answer.text)")
            let data = try #require(answer.data?.object)
            #expect(data["token"]?.string?.isEmpty == false)
            #expect(data["userInfo"] == nil)
            #expect(answer.json?["message"]?.string?.isEmpty == false)
        }

        @Test("code=user is a ready test user here")
        func testUser() async throws {
            let answer = try await runningStack().gateway.post(Self.path, json: ["code": "user"])
            #expect(answer.code == 0, "\(answer.text)")
            let person = try #require(answer.data?["userInfo"])
            #expect(person["name"]?.string != nil && person["mobile"]?.string != nil)
        }

        @Test(
            "its codes",
            arguments: [
                ([:], 10001), (["code": " "], 10001), (["code": "invented"], 10001),
                (["code": "invented", "appid": "wx0000000000000000"], 70011),
            ] as [([String: String], Int64)]
        )
        func refusals(_ form: [String: String], _ code: Int64) async throws {
            let answer = try await runningStack().gateway.post(Self.path, form: form)
            #expect(answer.status == 200 && answer.code == code, "\(answer.text)")
            #expect(answer.data == nil)
        }

        @Test("a storage fault is 500")
        func storageFault() async throws {
            let stack = try runningStack()
            let (_, answer) = try await stack.firstFailure(of: .auth, kind: "io") { _ in
                try await Visitor.loginCode(of: "unlucky", in: stack)
            } call: { code in
                try await stack.gateway.post(Self.path, form: ["code": code])
            }
            #expect([500, 503].contains(answer.status) && answer.code == 500, "\(answer.text)")
        }

        @Test("what the gateway answers by itself speaks this contract too")
        func transport() async throws {
            let stack = try runningStack()
            let wrongMethod = try await stack.gateway.get(Self.path)
            #expect(wrongMethod.status == 405 && wrongMethod.code == 10000, "\(wrongMethod.text)")
            let unknown = try await stack.gateway.get("/api/user/nothing")
            #expect(unknown.status == 404 && unknown.code == 10000, "\(unknown.text)")
        }
    }
}
