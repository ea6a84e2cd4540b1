import Basics
import InternalMessages
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
                let request = ReadSessionCall.Request(sid: sid)
                let reply = try await client.send(
                    ReadSessionCall.self,
                    request,
                    milliseconds: 2000
                )
                if case .refused(.unknown) = reply { return nil }
                return Session(try answer(of: reply, as: ReadSessionCall.Answer.self))
            },
            identity: { openid, unionid in
                let request = FindIdentityCall.Request(
                    openid: openid.map { ExternalID($0) },
                    unionid: unionid.map { ExternalID($0) }
                )
                let reply = try await client.send(FindIdentityCall.self, request)
                switch reply {
                // What is no name of WeChat's is nobody's.
                case .refused: return nil
                case .undeclared(let answer) where answer.status == 400: return nil
                case .done, .undeclared:
                    return try answer(of: reply, as: FindIdentityCall.Answer.self).identity
                }
            },
            changes: { after, wait in
                let reply = try await client.send(
                    ReadSessionFeedCall.self,
                    ReadSessionFeedCall.Request(after: after, wait: Int64(wait)),
                    milliseconds: (wait + 5) * 1000
                )
                return try Page(try answer(of: reply, as: ReadSessionFeedCall.Answer.self))
            }
        )
    }

    private static func answer<Call: InternalCall, Value: Decodable>(
        of reply: InternalReply<Call>,
        as type: Value.Type
    ) throws -> Value {
        switch reply {
        case .done(let answer):
            guard let value = try? answer.decode(type) else { throw BrokenAnswer() }
            return value
        case .refused(let refusal): throw BrokenAnswer(status: refusal.status)
        case .undeclared(let answer): throw BrokenAnswer(status: answer.status)
        }
    }
}

extension AuthClient.Session {
    init(_ answer: ReadSessionCall.Answer) {
        self.init(
            uid: answer.uid.value,
            isRevoked: answer.revoked,
            grant: answer.grant.value?.grant
        )
    }
}

extension AuthClient.Page {
    init(_ answer: ReadSessionFeedCall.Answer) throws {
        self.init(last: answer.last, changes: try answer.changes.map { try SessionChange($0) })
    }
}
