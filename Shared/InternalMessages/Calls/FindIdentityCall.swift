public import Basics
public import Contracts
public import HTTP
public import ServiceKit

/// `GET /internal/identities?app=…&openid=…|unionid=…`: who is meant by a bare name. There only with
/// `KUMQUAT_LEGACY_OPENID=1`; a name that several people answer to is refused.
public enum FindIdentityCall: InternalCall {
    public static let route = InternalRoutes.findIdentity

    /// By which name.
    public struct Request: InternalRequest {
        private static let app = Field.integer("app", "Only in this mini-program.")
        private static let openid = Field.externalID("openid", "WeChat's name in one app.")
        private static let unionid = Field.externalID("unionid", "WeChat's name in all apps.")

        /// Only in this mini-program; nil for any.
        public let app: ID<App>?
        /// WeChat's name in one app.
        public let openid: ExternalID?
        /// WeChat's name in all apps; one of both has to be there.
        public let unionid: ExternalID?

        /// By these.
        public init(app: ID<App>? = nil, openid: ExternalID?, unionid: ExternalID?) {
            self.app = app
            self.openid = openid
            self.unionid = unionid
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            app = try fields.readIfPresent(Self.app).map { ID($0) }
            openid = try fields.readIfPresent(Self.openid)
            unionid = try fields.readIfPresent(Self.unionid)
            if openid == nil, unionid == nil { throw .missing("openid") }
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.app, app?.rawValue)
            fields.write(Self.openid, openid)
            fields.write(Self.unionid, unionid)
        }
    }

    /// Who it is.
    public struct Answer: Payload, Sendable {
        public let iid: Int64
        public let app: Int64
        public let oper: Int64
        public let openid: String
        public let unionid: String
        public let uid: Int64?

        /// This identity.
        public init(_ identity: Identity) {
            iid = identity.iid.rawValue
            app = identity.app.rawValue
            oper = identity.oper
            openid = identity.openid.text
            unionid = identity.unionid.text
            uid = identity.uid?.rawValue
        }

        /// What it says: without a session.
        public var identity: Identity {
            Identity(
                iid: ID(iid),
                sid: "",
                app: ID(app),
                oper: oper,
                openid: ExternalID(openid),
                unionid: ExternalID(unionid),
                uid: uid.map { ID($0) }
            )
        }
    }

    /// Why it is nobody.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case unknown = "identity_unknown"
        case ambiguous = "identity_ambiguous"

        public var status: Int { self == .unknown ? 404 : 409 }

        public var message: String {
            switch self {
            case .unknown: "Nobody is called so."
            case .ambiguous: "Several are called so."
            }
        }
    }
}
