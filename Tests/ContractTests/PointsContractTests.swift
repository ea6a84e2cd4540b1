import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// `points.md`, through the gateway: every code of its endpoints is provoked.
    @Suite(.stack)
    struct PointsContractTests {
        @Test("a first sign-in earns points, a second one on that day is refused")
        func signsInOnceADay() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("daily", to: stack)
            let before = try await visitor.get("/api/sign_status/")
            #expect(before.data?["is_sign"] == .bool(false))
            #expect(
                try await visitor.get("/api/query_balance/").data?["balance"] == .integer(0)
            )

            let first = try await visitor.signIn()
            #expect(first.status == 200 && first.code == 0, "\(first.text)")
            let second = try await visitor.signIn()
            #expect(second.status == 200 && second.code == -2, "\(second.text)")

            let after = try await visitor.get("/api/sign_status/")
            #expect(after.data?["is_sign"] == .bool(true))
            let records = try await visitor.records()
            #expect(records.count == 1)
            let balance = try await visitor.get("/api/query_balance/").data?["balance"]
            #expect(balance?.integer == records.first)
        }

        @Test(
            "a missing, an empty and a blank openid are the same",
            arguments: ["", "openid=", "openid=%20%09"]
        )
        func openidMissing(_ query: String) async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("forgetful", to: stack)
            for path in ["query_balance", "sign_status", "query_point_record"] {
                let answer = try await stack.gateway.get(
                    "/api/\(path)/?\(query)",
                    token: visitor.token
                )
                #expect(answer.status == 200 && answer.code == -1, "\(path) \(answer.text)")
            }
            let answer = try await stack.gateway.post("/api/sign/?\(query)", token: visitor.token)
            #expect(answer.status == 200 && answer.code == -1, "\(answer.text)")
        }

        @Test("somebody else's openid and one that nobody has get one and the same answer")
        func openidOfSomebodyElse() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("curious", to: stack)
            let other = try await Visitor.logIn("private", to: stack)
            let codes: KeyValuePairs = [
                "query_balance": -2, "sign_status": -2, "query_point_record": -2,
            ]
            for (path, code) in codes {
                let path = "/api/\(path)/?openid="
                let theirs = try await stack.gateway.get(path + other.openid, token: visitor.token)
                let nobodys = try await stack.gateway.get(path + "nobody", token: visitor.token)
                #expect(theirs.status == 200 && theirs.code == Int64(code), "\(theirs.text)")
                #expect(theirs.body == nobodys.body && theirs.status == nobodys.status)
            }
            for openid in [other.openid, "nobody"] {
                let answer = try await stack.gateway.post(
                    "/api/sign/",
                    form: ["openid": openid],
                    token: visitor.token
                )
                #expect(answer.status == 200 && answer.code == -3, "\(answer.text)")
            }
            #expect(try await other.records() == [])
        }

        @Test("parameters come as query, form or JSON; the final slash may be left out")
        func carriers() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("flexible", to: stack)
            let token = visitor.token
            let json = try await stack.gateway.post(
                "/api/sign",
                json: ["openid": visitor.openid],
                token: token
            )
            #expect(json.code == 0, "\(json.text)")
            let query = try await stack.gateway.post(
                "/api/sign/?openid=\(visitor.openid)",
                token: token
            )
            #expect(query.code == -2, "\(query.text)")
        }

        @Test("pages: past the end is empty, junk is a bad parameter, sizes are bounded")
        func paging() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("reader", to: stack)
            #expect(try await visitor.signIn().code == 0)
            let path = "/api/query_point_record/"
            #expect(try await visitor.get(path, "&index=0&num=1").data?.array?.count == 1)
            #expect(try await visitor.get(path, "&index=7").data?.array?.isEmpty == true)
            #expect(try await visitor.get(path, "&num=100000").status != 500)
            for junk in [
                "&index=x", "&index=-1", "&num=0", "&num=1.5", "&index=99999999999999999999",
            ] {
                let answer = try await visitor.get(path, junk)
                #expect(answer.status == 400 && answer.code == -400, "\(junk) \(answer.text)")
            }
        }

        @Test("what is no business answer has its status and the negative of it as the code")
        func transport() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("clumsy", to: stack)
            let target = "/api/query_balance/?openid=\(visitor.openid)"
            for token in [nil, "nonsense", visitor.token + "x", "a.b.c"] {
                let answer = try await stack.gateway.get(target, token: token)
                #expect(answer.status == 401 && answer.code == -401, "\(answer.text)")
            }
            let wrongMethod = try await stack.gateway.get("/api/sign/", token: visitor.token)
            #expect(wrongMethod.status == 405 && wrongMethod.code == -405, "\(wrongMethod.text)")
            #expect(wrongMethod.headers["Allow"]?.contains("POST") == true)
            let unknown = try await stack.gateway.get("/api/nothing/", token: visitor.token)
            #expect(unknown.status == 404 && unknown.code == -404, "\(unknown.text)")
            let escaped = try await stack.gateway.get("/api/sign_status/?openid=%zz")
            #expect(escaped.status == 400 && escaped.code == -400, "\(escaped.text)")
            let broken = try await stack.gateway.send(
                .post,
                "/api/sign/",
                token: visitor.token,
                body: Array("{\"openid\":".utf8),
                contentType: "application/json"
            )
            #expect(broken.status == 400 && broken.code == -400, "\(broken.text)")
        }

        @Test("OPTIONS * is answered by the gateway and by a service")
        func aboutTheServer() async throws {
            let stack = try runningStack()
            for client in [stack.gateway, stack.client(of: .points)] {
                let answer = try await client.send(.options, "*")
                #expect(answer.status == 204, "\(answer.status) \(answer.text)")
                #expect(answer.headers["Allow"]?.contains("GET, HEAD, POST") == true)
            }
        }

        @Test("a disk that is full or fails is told as such, and nothing is half done")
        func storageFault() async throws {
            let stack = try runningStack()
            for kind in ["full", "io"] {
                let (visitor, failed) = try await stack.firstFailure(of: .points, kind: kind) {
                    try await Visitor.logIn("unlucky-\(kind)-\($0)", to: stack)
                } call: { visitor in
                    try await visitor.signIn()
                }
                #expect([500, 503].contains(failed.status) && failed.code == -4, "\(failed.text)")
                #expect(failed.status != 503 || failed.headers["Retry-After"] != nil)
                #expect(try await visitor.records() == [])
                #expect(try await visitor.signIn().code == 0)
                #expect(try await visitor.records().count == 1)
            }
        }
    }
}
