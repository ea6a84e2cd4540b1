import Basics
import HTTP
import Images
import JSON
import TestKit
import Testing

extension Contracts {
    /// `apply_audit` and the back office's side of it, through the gateway.
    @Suite(.stack)
    struct AuditContractTests {
        @Test("every code of apply_audit")
        func codes() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("applicant", to: stack)
            let other = try await Visitor.logIn("bystander", to: stack)
            let mine = try await visitor.uploaded(Visitor.picture())
            let theirs = try await other.uploaded(Visitor.picture())
            for files in ["", " "] {
                let answer = try await visitor.apply(files)
                #expect(answer.status == 200 && answer.code == -1, "\(answer.text)")
            }
            let tooMany = "[" + (0..<21).map { _ in "\(mine)" }.joined(separator: ",") + "]"
            for files in ["x", "{}", "[1.5]", "[\(theirs)]", "[\(mine),\(theirs)]", "[4]", tooMany]
            {
                let answer = try await visitor.apply(files)
                #expect(answer.status == 200 && answer.code == -2, "\(files) \(answer.text)")
            }
            let empty = try await visitor.apply("[]")
            #expect(empty.status == 200 && empty.code == -4, "\(empty.text)")
            #expect(try await visitor.apply("[\(mine)]").code == 0)
            let again = try await visitor.apply("[\(mine)]")
            #expect(again.status == 200 && again.code == -3, "\(again.text)")
            let stranger = try await stack.gateway.post(
                "/api/apply_audit/",
                form: ["openid": visitor.openid, "files": "[\(theirs)]"],
                token: other.token
            )
            #expect(stranger.status == 403 && stranger.code == -403, "\(stranger.text)")
        }

        @Test("a disk that is full or fails is -5 with 500 or 503, and nothing is half done")
        func storageFault() async throws {
            let stack = try runningStack()
            for kind in ["full", "io"] {
                let ((visitor, id), failed) = try await stack.firstFailure(of: .points, kind: kind)
                { number in
                    let visitor = try await Visitor.logIn(
                        "unlucky-audit-\(kind)\(number)",
                        to: stack
                    )
                    return (visitor, try await visitor.uploaded(Visitor.picture()))
                } call: { visitor, id in
                    try await visitor.apply("[\(id)]")
                }
                #expect([500, 503].contains(failed.status) && failed.code == -5, "\(failed.text)")
                #expect(try await visitor.apply("[\(id)]").code == 0)
            }
        }

        @Test("rejected with a reason, submitted again, approved, and paid once")
        func wholeWay() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("patient-eye", to: stack)
            let id = try await visitor.uploaded(Visitor.picture(width: 400, height: 300))
            #expect(try await visitor.apply("[\(id)]").code == 0)
            let first = try #require(try await audit(of: visitor, in: stack))
            #expect(first["status"]?.string == "audit")
            #expect(first["files"]?.array?.first?["id"]?.integer == id)
            let url = try #require(first["files"]?.array?.first?["url"]?.string)
            let path = try #require(Visitor.path(of: url, in: stack))
            let seen = try await stack.gateway.get(path)
            #expect(seen.status == 200)
            #expect(try Picture.decode(seen.body).width == 400)

            let number = try #require(first["id"]?.integer)
            let base = "/admin/points/audits/\(number)"
            let bare = try await stack.backOffice(.post, "\(base)/reject", [:])
            #expect(bare.status == 400, "\(bare.text)")
            let rejected = try await stack.backOffice(
                .post,
                "\(base)/reject",
                ["reason": "看不清"]
            )
            #expect(rejected.status == 200, "\(rejected.text)")
            #expect(try await visitor.records() == [])

            #expect(try await visitor.apply("[\(id)]").code == 0)
            let second = try #require(try await audit(of: visitor, in: stack))
            let next = try #require(second["id"]?.integer)
            let approved = try await stack.backOffice(.post, "/admin/points/audits/\(next)/approve")
            #expect(approved.json?["status"]?.string == "success", "\(approved.text)")
            #expect(try await visitor.records().count == 1)
            #expect(try await visitor.apply("[\(id)]").code == -3)

            let shown = try await stack.backOffice(.get, base)
            let history = shown.json?["history"]?.array?.compactMap { $0["by"]?.string }
            #expect(history == ["participant", "key"])
            #expect(shown.json?["looks"]?.array?.count == 1, "\(shown.text)")
            #expect(shown.json?["audit"]?["reason"]?.string == "看不清")
        }

        @Test("twenty applications at once open one audit")
        func appliesAtOnce() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("hasty", to: stack)
            let id = try await visitor.uploaded(Visitor.picture())
            let codes = try await (0..<20).map { $0 }
                .concurrently { _ in try await visitor.apply("[\(id)]").code ?? 0 }
            #expect(codes.count { $0 == 0 } == 1)
            #expect(codes.count { $0 == -3 } == 19)
        }

        @Test("auditors who decide at once: one wins, and it pays once or not at all")
        func decideAtOnce() async throws {
            let stack = try runningStack()
            for round in 0..<3 {
                let visitor = try await Visitor.logIn("contested-\(round)", to: stack)
                let id = try await visitor.uploaded(Visitor.picture())
                #expect(try await visitor.apply("[\(id)]").code == 0)
                let audit = try #require(try await audit(of: visitor, in: stack))
                let number = try #require(audit["id"]?.integer)
                let answers = try await (0..<10).map { $0 }
                    .concurrently { index in
                        let verdict = index.isMultiple(of: 2) ? "approve" : "reject"
                        return try await stack.backOffice(
                            .post,
                            "/admin/points/audits/\(number)/\(verdict)",
                            ["reason": "\(index)"]
                        )
                    }
                let won = answers.filter { $0.status == 200 }
                #expect(won.count == 1)
                #expect(answers.count { $0.status == 409 } == 9)
                let isApproved = won.first?.json?["status"]?.string == "success"
                #expect(try await visitor.records().count == (isApproved ? 1 : 0))
            }
            try await stack.verifyLedger()
        }

        @Test("nobody without the key of the back office sees an audit")
        func key() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("nosy", to: stack)
            for token in [nil, "", visitor.token, "x"] {
                let answer = try await stack.gateway.get("/admin/points/audits", token: token)
                #expect(answer.status == 401, "\(answer.text)")
            }
            #expect(try await stack.backOffice(.get, "/admin/points/audits/12").status == 404)
            for query in ["status=x", "after=x", "limit=0"] {
                let answer = try await stack.backOffice(.get, "/admin/points/audits?\(query)")
                #expect(answer.status == 400, "\(query) \(answer.text)")
            }
        }

        /// The open audit of a visitor, as the queue shows it.
        private func audit(of visitor: Visitor, in stack: Stack) async throws -> JSONValue? {
            let answer = try await stack.backOffice(
                .get,
                "/admin/points/audits?status=audit&limit=100"
            )
            let audits = try #require(answer.json?["rows"]?.array, "\(answer.text)")
            return audits.first { $0["openid"]?.string == visitor.openid }
        }
    }
}
