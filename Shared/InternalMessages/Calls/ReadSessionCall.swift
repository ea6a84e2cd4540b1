public import Basics
public import Contracts
public import HTTP
public import JSON
public import ServiceKit

/// `GET /internal/sessions/{sid}`: whose a session is, whether its tokens are good, and what it may
/// do for another account.
public enum ReadSessionCall: InternalCall {
    public static let route = InternalRoutes.readSession

    /// Which session.
    public struct Request: InternalRequest {
        private static let sid = Field.text("sid", "The session.").inPath

        /// As tokens name it.
        public let sid: String

        /// That one.
        public init(sid: String) {
            self.sid = sid
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            sid = try fields.read(Self.sid)
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.sid, sid)
        }
    }

    /// How it stands.
    public struct Answer: Payload, Sendable {
        public let sid: String
        public let iid: Int64
        public let app: Int64
        public let oper: Int64
        public let openid: String
        public let unionid: String
        /// Null where there is no account yet.
        public let uid: Nullable<Int64>
        public let revoked: Bool
        public let expires_at: Int64
        /// What the session may do for another account; null for nothing.
        public let grant: Nullable<GrantLine>

        /// Of a session of this identity.
        public init(_ identity: Identity, isRevoked: Bool, expires: UnixTime) {
            sid = identity.sid
            iid = identity.iid.rawValue
            app = identity.app.rawValue
            oper = identity.oper
            openid = identity.openid.text
            unionid = identity.unionid.text
            uid = Nullable(identity.uid?.rawValue)
            revoked = isRevoked
            expires_at = expires.seconds
            grant = Nullable(identity.grant.map(GrantLine.init))
        }
    }

    /// A ``Grant`` on the wire.
    public struct GrantLine: Codable, Sendable {
        public let uid: Int64
        public let subject: String
        public let expires_at: Int64

        init(_ grant: Grant) {
            uid = grant.uid.rawValue
            subject = grant.subject.text
            expires_at = grant.expires.seconds
        }

        /// What it says.
        public var grant: Grant {
            Grant(
                uid: ID(uid),
                subject: ExternalID(subject),
                expires: UnixTime(seconds: expires_at)
            )
        }
    }

    /// Why nothing is known of it.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case unknown = "session_unknown"

        public var status: Int { 404 }
        public var message: String { "There is no such session." }
    }
}
