import Basics
import HTTP
import HTTPClient
import JSON
import TestKit
import Testing

@testable import SandboxServer

/// A sandbox with an access token of its first app, and xiaoming logged in there.
struct AppWorld: Sendable {
    let sandbox: SandboxWorld
    let token: String
    let openid: String

    static let appid = "wx6b756d7175617401"

    init(
        send: @escaping Sandbox.Transport = { _ throws(ClientFailure) in
            throw .unreachable(.refused)
        }
    ) async throws {
        sandbox = try await SandboxWorld(send: send)
        let grant = "grant_type=client_credential"
        let reply = try await sandbox.get("/cgi-bin/token?\(sandbox.credentials())&\(grant)")
        token = try #require(reply.json["access_token"]?.string)
        openid = try #require(try await sandbox.login()["openid"]?.string)
    }

    /// A call to an endpoint, with the token; a text `~` stands for xiaoming's openid.
    func call(_ path: String, _ body: String) async throws -> SandboxWorld.Reply {
        let body = body.replacing(#""~""#, with: #""\#(openid)""#)
        return try await sandbox.post("\(path)?access_token=\(token)", body)
    }

    /// The openid of a user in the first app, who need not have been there.
    func openid(of user: String) async throws -> String {
        let users = try await sandbox.get("/sandbox/users").json["users"]?.array
        let found = users?.first { $0["name"]?.string == user }
        return try #require(found?["identities"]?.array?.first?["openid"]?.string)
    }

    func control(_ path: String, _ body: String) async throws -> JSONValue {
        let reply = try await sandbox.post(path, body)
        #expect(reply.status == 200, "\(path) \(body): \(reply.text)")
        return reply.json
    }

    func list(_ path: String, _ name: String) async throws -> [JSONValue] {
        try #require(try await sandbox.get(path).json[name]?.array)
    }
}
