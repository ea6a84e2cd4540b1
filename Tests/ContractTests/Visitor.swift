import HTTP
import JSON
import TestKit
import Testing

/// Somebody who uses WeChat, logged in to the points endpoint.
struct Visitor: Sendable {
    let name: String
    let openid: String
    let token: String
    let stack: Stack

    /// Makes the WeChat user, gets a code and logs in.
    static func logIn(_ name: String, to stack: Stack) async throws -> Visitor {
        let code = try await loginCode(of: name, in: stack)
        let answer = try await stack.gateway.get("/api/login/?code=\(code)")
        let data = try #require(answer.data, "\(answer.status) \(answer.text)")
        return Visitor(
            name: name,
            openid: try #require(data["openid"]?.string),
            token: try #require(data["token"]?.string),
            stack: stack
        )
    }

    /// What `wx.login` would give this person's mini-program; makes the person where needed.
    static func loginCode(
        of name: String,
        appid: String? = nil,
        in stack: Stack
    ) async throws -> String {
        let sandbox = stack.client(of: .sandbox)
        let user = try await sandbox.post("/sandbox/users", json: ["name": name])
        try #require(user.status == 200, "\(user.text)")
        var wish = ["user": name]
        wish["appid"] = appid
        let answer = try await sandbox.post("/sandbox/code", json: wish)
        return try #require(answer.json?["code"]?.string, "\(answer.status) \(answer.text)")
    }

    /// `POST /api/sign/` for this visitor.
    func signIn() async throws -> Answer {
        try await stack.gateway.post("/api/sign/", form: ["openid": openid], token: token)
    }

    /// A reading endpoint, `path` with a final slash, for this visitor.
    func get(_ path: String, _ more: String = "") async throws -> Answer {
        try await stack.gateway.get("\(path)?openid=\(openid)\(more)", token: token)
    }

    /// The points of all records, in the order in which they are listed.
    func records() async throws -> [Int64] {
        let answer = try await get("/api/query_point_record/", "&num=100")
        let rows = try #require(answer.data?.array, "\(answer.status) \(answer.text)")
        return rows.compactMap { $0["point"]?.integer }
    }
}
