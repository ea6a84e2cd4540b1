import Basics
import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// `loginWithSceneId` of `merchants.md` for whoever has an account of their own: nobody who
    /// gets somebody to scan a code takes over anything, and the one who scanned may pay one order.
    @Suite(.stack)
    struct SceneContractTests {
        private static let path = "/api/user"

        /// Somebody in one mini-program, with a token there.
        private struct Shopper: Sendable {
            let phone: Phone
            let token: String
            let stack: Stack

            static func of(
                _ name: String,
                _ app: (number: Int64, appid: String),
                in stack: Stack
            ) async throws -> Shopper {
                let phone = try await Phone.of(name, appid: app.appid, in: stack)
                let answer = try await stack.gateway.post(
                    "\(path)/wxLogin",
                    form: ["code": try await phone.code(), "appid": app.appid]
                )
                let token = try #require(answer.data?["token"]?.string, "\(answer.text)")
                return Shopper(phone: phone, token: token, stack: stack)
            }

            /// Binds a mobile.
            func bound(_ mobile: String) async throws -> Shopper {
                let sent = try await post("sms/verify_code", ["mobile": mobile])
                let code = try #require(sent.data?["verify_code"]?.string, "\(sent.text)")
                let answer = try await post("login", ["mobile": mobile, "verify_code": code])
                try #require(answer.code == 0, "\(answer.text)")
                return self
            }

            func post(_ name: String, _ form: [String: String]) async throws -> Answer {
                try await stack.gateway.post(
                    "\(path)/\(name)",
                    form: form.merging(["token": token]) { $1 }
                )
            }

            func redeem(_ scene: String) async throws -> Answer {
                try await post("loginWithSceneId", ["sceneId": scene])
            }

            var sid: String {
                get throws {
                    let parts = token.split(separator: ".")
                    let decoded = parts.count == 3 ? Base64.decodeURL(String(parts[1])) : nil
                    let claims = try JSON.parse(try #require(decoded))
                    return try #require(claims["sid"]?.string)
                }
            }

            /// What auth tells the gateway of the session.
            func session() async throws -> JSONValue {
                let answer = try await stack.inside(.auth, .get, "/internal/sessions/\(sid)")
                return try #require(answer.json, "\(answer.text)")
            }

            /// How many sessions they have, by the gateway.
            func sessions() async throws -> Int? {
                try await stack.gateway.get("/api/session/list", token: token)
                    .data?.array?.count
            }
        }

        /// A scene of this user in an app, to pay the order A1 within half an hour.
        private func scene(
            for uid: Int64,
            in app: (number: Int64, appid: String),
            _ stack: Stack
        ) async throws -> String {
            let until = Clock.system.now().seconds + 1800
            let answer = try await stack.inside(
                .auth,
                .post,
                "/internal/scenes",
                json: #"{"app":\#(app.number),"uid":\#(uid),"#
                    + #""payload":{"user_id":\#(uid),"order_no":"A1"},"#
                    + #""grant":"order:A1","grant_until":\#(until)}"#
            )
            return try #require(answer.json?["scene"]?.string, "\(answer.text)")
        }

        @Test("whoever has another account keeps it and may pay the one order")
        func another() async throws {
            let stack = try runningStack()
            let apps = try await stack.apps()
            _ = try await Shopper.of("zhu", apps[0], in: stack).bound("13811120001")
            let owner = try await stack.uid(ofMobile: "13811120001")
            let guest = try await Shopper.of("ke", apps[1], in: stack).bound("13811120002")
            let own = try await stack.uid(ofMobile: "13811120002")
            let scene = try await scene(for: owner, in: apps[1], stack)
            let answers = try await (0..<10).concurrently { _ in try await guest.redeem(scene) }
            let entered = try #require(answers.first { $0.code == 0 })
            #expect(answers.count { $0.code == 0 } == 1)
            #expect(answers.count { $0.code == 10001 } == 9)
            #expect(entered.data?["userInfo"]?["mobile"]?.string == "138****0001")
            #expect(entered.data?["userInfo"]?["name"]?.string == "138****0001")
            #expect(entered.data?["payload"]?["order_no"]?.string == "A1")
            #expect(!entered.text.contains("13811120001"))
            let session = try await guest.session()
            #expect(session["uid"]?.integer == own)
            #expect(session["grant"]?["uid"]?.integer == owner)
            #expect(session["grant"]?["subject"]?.string == "order:A1")
            // Their own again, with the token that they have and by a log-in.
            #expect(try await guest.sessions() == 1)
            let again = try await stack.gateway.post(
                "\(Self.path)/wxLogin",
                form: ["code": try await guest.phone.code(), "appid": apps[1].appid]
            )
            #expect(again.data?["userInfo"]?["mobile"]?.string == "13811120002")
        }

        @Test("whoever gets somebody to scan their code takes over nothing")
        func attack() async throws {
            let stack = try runningStack()
            let apps = try await stack.apps()
            let attacker = try await Shopper.of("gong", apps[0], in: stack).bound("13811120011")
            let uid = try await stack.uid(ofMobile: "13811120011")
            let there = try await Shopper.of("shou", apps[1], in: stack).bound("13811120012")
            let home = try await Shopper.of("shou", apps[0], in: stack)
            let victim = try await stack.uid(ofMobile: "13811120012")
            #expect(try await home.session()["uid"]?.integer == victim)
            let scene = try await scene(for: uid, in: apps[1], stack)
            #expect(try await there.redeem(scene).code == 0)
            // The victim's two sessions and account are the victim's.
            #expect(try await there.sessions() == 2)
            #expect(try await home.sessions() == 2)
            #expect(try await home.session()["uid"]?.integer == victim)
            #expect(try await stack.uid(ofMobile: "13811120012") == victim)
            // The attacker sees one session, their own, and can end no other.
            #expect(try await attacker.sessions() == 1)
            let ended = try await stack.gateway.post(
                "/api/session/logout_all",
                token: attacker.token
            )
            #expect(ended.code == 0, "\(ended.text)")
            #expect(try await there.sessions() == 2)
            // Their account goes: what they let the victim do goes with it, and nothing else.
            let back = try await Shopper.of("gong", apps[0], in: stack)
            let deleted = try await stack.gateway.post(
                "/api/account/delete",
                form: ["confirm": "1"],
                token: back.token
            )
            #expect(deleted.code == 0, "\(deleted.text)")
            let session = try await there.session()
            #expect(session["uid"]?.integer == victim && session["grant"] == .null)
            #expect(try await there.sessions() == 2)
        }

        @Test("a banned owner grants nothing, and a session that is over is granted nothing")
        func ends() async throws {
            let stack = try runningStack()
            let apps = try await stack.apps()
            _ = try await Shopper.of("jin", apps[0], in: stack).bound("13811120021")
            let owner = try await stack.uid(ofMobile: "13811120021")
            let guest = try await Shopper.of("lai", apps[1], in: stack).bound("13811120022")
            let (first, second) = (
                try await scene(for: owner, in: apps[1], stack),
                try await scene(for: owner, in: apps[1], stack)
            )
            let out = try await Shopper.of("lai", apps[1], in: stack)
            let ended = try await stack.gateway.post("/api/session/logout", token: out.token)
            #expect(ended.code == 0, "\(ended.text)")
            let refused = try await out.redeem(first)
            #expect(refused.status == 401 && refused.code == 10007, "\(refused.text)")
            #expect(try await guest.redeem(first).code == 0)
            #expect(try await guest.session()["grant"]?["uid"]?.integer == owner)
            let banned = try await stack.office(
                .post,
                "users/\(owner)/ban",
                json: #"{"reason":"test"}"#
            )
            #expect(banned.status == 200, "\(banned.text)")
            #expect(try await guest.session()["grant"] == .null)
            let late = try await guest.redeem(second)
            #expect(late.code == 10004, "\(late.text)")
            #expect(try await guest.sessions() == 1)
        }
    }
}
