import Basics
import HTTP
import HTTPClient
import JSON
import ServiceKit
import TestKit
import Testing

/// What a stack can be told from inside: by its own keys, which lie at home.
extension Stack {
    /// The words in a key file of this home.
    func key(_ file: String) throws -> String {
        let text = try TextFile.read(home.file(file))
        return try #require(text.split(whereSeparator: \.isWhitespace).first.map(String.init))
    }

    /// A call as one of our processes makes it, signed.
    func inside(
        _ member: StackMember,
        _ method: HTTP.Method,
        _ target: String,
        json: String = ""
    ) async throws -> TestKit.Answer {
        let key = try #require(Base64.decode(try key("internal.key")))
        let keys = try #require(InternalKeys([Secret(key)]))
        let client = client(of: member)
        var request = ClientRequest(method: method, address: client.address, target: target)
        if !json.isEmpty {
            request.headers.set("Content-Type", "application/json")
            request.body = .bytes(Bytes(json.utf8))
        }
        keys.sign(
            &request.headers,
            method: method,
            target: Bytes(target.utf8),
            requestID: "test",
            identity: "",
            body: Bytes(json.utf8),
            now: Clock.system.now()
        )
        return try await client.send(request)
    }

    /// A call of the back office, through the gateway.
    func office(
        _ method: HTTP.Method,
        _ path: String,
        json: String? = nil
    ) async throws -> TestKit.Answer {
        try await gateway.send(
            method,
            "/admin/auth/\(path)",
            token: try key("admin.key"),
            body: json.map { Bytes($0.utf8) },
            contentType: json == nil ? nil : "application/json"
        )
    }

    /// The number of the user whom an openid stands for, as the back office finds them.
    func uid(ofMobile mobile: String) async throws -> Int64 {
        let answer = try await office(.get, "users?mobile=\(mobile)")
        let uid = answer.json?["rows"]?.array?.first?["uid"]?.integer
        return try #require(uid, "\(answer.text)")
    }
}
