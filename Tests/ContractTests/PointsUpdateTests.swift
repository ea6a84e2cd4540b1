import JSON
import TestKit
import Testing

extension Contracts {
    /// `POST /api/update/` of `points.md`, through the gateway: every code is provoked.
    @Suite(.stack)
    struct PointsUpdateTests {
        private static let path = "/api/update/"

        @Test("every carrier works, both slashes too")
        func carriers() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("updater", to: stack)
            let answers = try await stack.gateway.postInEveryWay(
                "/api/update",
                ["openid": visitor.openid, "nickname": "金桔", "sex": "1"],
                token: visitor.token
            )
            #expect(answers.map(\.code) == [0, 0, 0, 0], "\(answers.map(\.text))")
            #expect(answers.allSatisfy { $0.status == 200 && $0.data == nil })
        }

        @Test("its codes")
        func codes() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("changer", to: stack)
            let other = try await Visitor.logIn("unchanged", to: stack)
            let phone = Phone(name: "changer", appid: nil, stack: stack)
            let theirs = try await Phone(name: "unchanged", appid: nil, stack: stack)
                .sealed("profile")
            let openid = ["openid": visitor.openid]
            let cases: [([String: String], Int64)] = [
                (["nickname": "n"], -1), (openid, -1), (["openid": visitor.openid, "iv": "A"], -1),
                (["openid": visitor.openid, "sex": "3"], -2),
                (["openid": visitor.openid, "sex": "男"], -2),
                (["openid": other.openid, "nickname": "n"], -3),
                (["openid": "nobody", "nickname": "n"], -3),
                (openid.merging(theirs) { $1 }, -4),
                (openid.merging(try await phone.sealed("phone")) { $1 }, -4),
                (openid.merging(["iv": "AAAA", "encryptedData": "***"]) { $1 }, -4),
                (
                    openid.merging(try await phone.sealed("profile", ["as_user": "unchanged"])) {
                        $1
                    }, -4
                ),
                (openid.merging(try await phone.sealed("profile")) { $1 }, 0),
            ]
            for (form, code) in cases {
                let answer = try await stack.gateway.post(
                    Self.path,
                    json: form,
                    token: visitor.token
                )
                #expect(answer.status == 200 && answer.code == code, "\(form) \(answer.text)")
            }
            let bare = try await stack.gateway.post(
                Self.path,
                json: openid.merging(["nickname": "n"]) { $1 }
            )
            #expect(bare.status == 401 && bare.code == -401, "\(bare.text)")
        }

        @Test("a storage fault is -4")
        func storageFault() async throws {
            let stack = try runningStack()
            let (_, failed) = try await stack.firstFailure(of: .auth, kind: "full") { attempt in
                try await Visitor.logIn("hapless-\(attempt)", to: stack)
            } call: { visitor in
                try await stack.gateway.post(
                    Self.path,
                    form: ["openid": visitor.openid, "nickname": "n"],
                    token: visitor.token
                )
            }
            #expect([500, 503].contains(failed.status) && failed.code == -4, "\(failed.text)")
        }
    }
}
