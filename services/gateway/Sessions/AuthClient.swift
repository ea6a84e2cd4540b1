import Basics
import JSON
import ServiceKit

/// Auth, as the gateway sees it.
struct AuthClient: Sendable {
    /// What auth knows of a session.
    struct Session: Sendable, Equatable {
        let uid: Int64?
        let isRevoked: Bool
    }

    /// News of sessions.
    struct Page: Sendable {
        let last: Int64
        let changes: [SessionChange]
    }

    struct BrokenAnswer: Error {}

    /// Its public keys.
    var keys: @Sendable () async throws -> KeySet
    /// A session by its sid; nil when there is none.
    var session: @Sendable (_ sid: String) async throws -> Session?
    /// What has happened after a number; waits so many seconds for something to happen.
    var changes: @Sendable (_ after: Int64, _ waitSeconds: Int) async throws -> Page
}

extension AuthClient {
    /// Over HTTP.
    static func live(_ client: InternalClient) -> AuthClient {
        AuthClient(
            keys: {
                let answer = try await client.get("/.well-known/jwks.json", milliseconds: 2000)
                guard answer.status == 200, let keys = KeySet(try answer.json()) else {
                    throw BrokenAnswer()
                }
                return keys
            },
            session: { sid in
                let answer = try await client.get("/internal/sessions/\(sid)", milliseconds: 2000)
                if answer.status == 404 { return nil }
                guard answer.status == 200 else { throw BrokenAnswer() }
                return try Session(try answer.json())
            },
            changes: { after, wait in
                let answer = try await client.get(
                    "/internal/revocations?after=\(after)&wait=\(wait)",
                    milliseconds: (wait + 5) * 1000
                )
                guard answer.status == 200 else { throw BrokenAnswer() }
                return try Page(try answer.json())
            }
        )
    }
}

extension AuthClient.Session {
    init(_ json: JSONValue) throws {
        guard let isRevoked = json["revoked"]?.bool, let uid = json["uid"],
            uid == .null || uid.integer != nil
        else { throw AuthClient.BrokenAnswer() }
        self.init(uid: uid.integer, isRevoked: isRevoked)
    }
}

extension AuthClient.Page {
    init(_ json: JSONValue) throws {
        guard let last = json["last"]?.integer, let list = json["changes"]?.array else {
            throw AuthClient.BrokenAnswer()
        }
        self.init(last: last, changes: try list.map { try SessionChange($0) })
    }
}
