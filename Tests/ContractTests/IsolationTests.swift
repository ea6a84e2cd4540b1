import Contracts
import JSON
import TestKit
import Testing

extension Contracts {
    /// Who is logged in can do nothing with anything of somebody else's: every route of the
    /// gateway's own table is tried with one person's token and another one's names.
    @Suite(.unhurriedStack)
    struct IsolationTests {
        /// Somebody who is registered with every contract.
        private struct Resident {
            let visitor: Visitor
            let unionid: String
            let phone: Phone
            let nickname: String
            let mobile: String

            static func settle(_ name: String, _ mobile: String, in stack: Stack) async throws
                -> Resident
            {
                let nickname = "nickname-of-\(name)"
                let phone = try await Phone.of(
                    name,
                    ["phone": .string(mobile), "nickname": .string(nickname)],
                    in: stack
                )
                let visitor = try await Visitor.logIn(name, to: stack)
                #expect(try await visitor.signIn().code == 0)
                let code = try await phone.code()
                let query = try await phone.sealed("profile").merging(["code": code]) { $1 }
                let digger = try await stack.gateway.get("/api/treasure/userLogin", query: query)
                let sealed = try await phone.sealed("phone")
                let member = try await stack.gateway.post(
                    "/miniprog/wx_auth/register",
                    json: [
                        "openid": visitor.openid, "iv": sealed["iv"] ?? "",
                        "encrypted_phone": sealed["encryptedData"] ?? "",
                    ],
                    token: visitor.token
                )
                #expect(member.code == 0, "\(member.text)")
                return Resident(
                    visitor: visitor,
                    unionid: try #require(digger.data?["unionid"]?.string, "\(digger.text)"),
                    phone: phone,
                    nickname: nickname,
                    mobile: mobile
                )
            }

            /// Everything that can be asked about oneself.
            func state() async throws -> [String] {
                var texts: [String] = []
                for path in ["query_balance", "sign_status", "query_point_record"] {
                    let answer = try await visitor.get("/api/\(path)/")
                    #expect(answer.code == 0, "\(answer.text)")
                    texts.append(answer.text)
                }
                let login = try await visitor.stack.gateway.post(
                    "/miniprog/wx_auth/login",
                    token: visitor.token
                )
                let account = try #require(login.json?["results"]?.array?.first?["account"])
                texts.append("\(account)")
                return texts
            }

            /// The name of the session whose token this is.
            func sessionID() async throws -> String {
                let answer = try await visitor.stack.gateway.get(
                    "/api/session/list",
                    token: visitor.token
                )
                let current = answer.data?.array?.first { $0["current"] == .bool(true) }
                return try #require(current?["id"]?.string, "\(answer.text)")
            }

            /// What must not be shown to others.
            var secrets: [String] { [nickname, mobile, visitor.token] }
        }

        /// Parameters that any endpoint might look at, all of them about this person.
        private func claims(_ person: Resident) async throws -> [String: String] {
            let profile = try await person.phone.sealed("profile")
            return profile.merging(
                [
                    "openid": person.visitor.openid, "unionid": person.unionid, "app_id": "1",
                    "nickname": "overwritten", "wx_nickname": "overwritten", "sex": "1",
                    "phone": "13500000000", "mobile": person.mobile, "verify_code": "123456",
                    "files": "[1]", "page": "1", "index": "0", "num": "10", "name": "overwritten",
                    "address": "overwritten", "order_no": "1", "sceneId": "1", "id": "1",
                    "from_unionid": person.unionid, "is_share": "1",
                    "encrypted_data": profile["encryptedData"] ?? "",
                ]
            ) { $1 }
        }

        @Test("no route takes another one's openid or unionid")
        func otherNames() async throws {
            let stack = try runningStack()
            let mine = try await Resident.settle("mallory", "13611110001", in: stack)
            let theirs = try await Resident.settle("alice", "13611110002", in: stack)
            #expect(mine.unionid != theirs.unionid)
            let before = try await theirs.state()
            let claims = try await claims(theirs)
            let routes = RouteBook.all.filter { !$0.pattern.contains("{") }
            #expect(routes.count > 40)
            for route in routes where !endsSessions(route) {
                let token = mine.visitor.token
                for answer in try await both(route, claims, token, stack) {
                    try judge(answer, route, theirs)
                }
            }
            // The token was good all the time, so what was refused was refused for the names.
            #expect(try await mine.visitor.get("/api/sign_status/").code == 0)
            let session = ["id": try await theirs.sessionID()]
            for route in routes where endsSessions(route) {
                let token = try await Visitor.logIn("mallory", to: stack).token
                let claims = claims.merging(session) { $1 }
                for answer in try await both(route, claims, token, stack) {
                    try judge(answer, route, theirs)
                }
            }
            #expect(try await theirs.state() == before)
        }

        /// Whether a route may end the session, or the account, that is calling.
        private func endsSessions(_ route: Route) -> Bool {
            route.pattern.hasPrefix("/api/session/") || route.pattern.hasPrefix("/api/account/")
        }

        private func both(
            _ route: Route,
            _ claims: [String: String],
            _ token: String?,
            _ stack: Stack
        ) async throws -> [Answer] {
            [
                try await stack.gateway.get(route.pattern, query: claims, token: token),
                try await stack.gateway.post(route.pattern, form: claims, token: token),
            ]
        }

        private func judge(_ answer: Answer, _ route: Route, _ person: Resident) throws {
            let line = "\(route.pattern): \(answer.status) \(answer.text.prefix(300))"
            for secret in person.secrets { #expect(!answer.text.contains(secret), "\(line)") }
            #expect(answer.status < 500, "\(line)")
            // Elsewhere the token alone says whose things are meant.
            let takesNames = ["/api/treasure/", "/miniprog/wx_auth/"].contains {
                route.pattern.hasPrefix($0)
            }
            let isPoints =
                route.pattern.hasPrefix("/api/") && route.pattern.count { $0 == "/" } == 2
            let isPublic =
                route.access == .everybody || route.pattern.hasSuffix("is_openid_registered")
            guard takesNames || isPoints, !isPublic, answer.status == 200 else { return }
            let code = answer.code ?? answer.json?["status"]?.integer
            #expect(code != nil && code != 0, "\(line)")
        }

        @Test("without a token nothing is told about anybody")
        func withoutToken() async throws {
            let stack = try runningStack()
            let person = try await Resident.settle("bob", "13611110003", in: stack)
            let before = try await person.state()
            let claims = try await claims(person)
            for route in RouteBook.all where !route.pattern.contains("{") {
                for answer in try await both(route, claims, nil, stack) {
                    try judge(answer, route, person)
                }
            }
            #expect(try await person.state() == before)
        }
    }
}
