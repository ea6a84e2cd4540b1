import Basics
import HTTP
import JSON
import ServiceKit

/// Auth, as the gateway sees it.
struct AuthClient: Sendable {
    /// What auth knows of a session.
    struct Session: Sendable, Equatable {
        let uid: Int64?
        let isRevoked: Bool
        /// What it may do for another account.
        var grant: Grant?
    }

    /// News of sessions.
    struct Page: Sendable {
        let last: Int64
        let changes: [SessionChange]
    }

    /// What auth answered is not what it was asked for.
    struct BrokenAnswer: Error, CustomStringConvertible {
        var status = 200

        var description: String {
            status == 401
                ? "auth refuses our signature: KUMQUAT_INTERNAL_KEYS or the clocks differ"
                : "no answer that auth gives (\(status))"
        }
    }

    /// Its public keys.
    var keys: @Sendable () async throws -> KeySet
    /// A session by its sid; nil when there is none.
    var session: @Sendable (_ sid: String) async throws -> Session?
    /// The one identity of these names, without a session; nil when there is none, or several.
    var identity: @Sendable (_ openid: String?, _ unionid: String?) async throws -> Identity?
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
                    throw BrokenAnswer(status: answer.status)
                }
                return keys
            },
            session: { sid in
                let answer = try await client.get("/internal/sessions/\(sid)", milliseconds: 2000)
                if answer.status == 404 { return nil }
                guard answer.status == 200 else { throw BrokenAnswer(status: answer.status) }
                return try Session(try answer.json())
            },
            identity: { openid, unionid in
                let names = [("openid", openid), ("unionid", unionid)].compactMap { name, value in
                    value.map { "\(name)=\(PercentCoding.encode($0))" }
                }
                let query = names.joined(separator: "&")
                let answer = try await client.get("/internal/identities?\(query)")
                if [400, 404, 409].contains(answer.status) { return nil }
                guard answer.status == 200 else { throw BrokenAnswer(status: answer.status) }
                return try Identity(named: try answer.json())
            },
            changes: { after, wait in
                let answer = try await client.get(
                    "/internal/revocations?after=\(after)&wait=\(wait)",
                    milliseconds: (wait + 5) * 1000
                )
                guard answer.status == 200 else { throw BrokenAnswer(status: answer.status) }
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
        var grant: Grant?
        if let json = json["grant"], json != .null {
            guard let read = Grant(json) else { throw AuthClient.BrokenAnswer() }
            grant = read
        }
        self.init(uid: uid.integer, isRevoked: isRevoked, grant: grant)
    }
}

extension Identity {
    /// Whom auth knows by a name: there is no session.
    fileprivate init(named json: JSONValue) throws {
        guard let iid = json["iid"]?.integer, let app = json["app"]?.integer,
            let oper = json["oper"]?.integer, let openid = json["openid"]?.string,
            let unionid = json["unionid"]?.string
        else { throw AuthClient.BrokenAnswer() }
        self.init(
            iid: ID(iid),
            sid: "",
            app: ID(app),
            oper: oper,
            openid: ExternalID(openid),
            unionid: ExternalID(unionid),
            uid: json["uid"]?.integer.map { ID($0) }
        )
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
