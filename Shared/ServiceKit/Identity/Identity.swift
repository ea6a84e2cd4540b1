public import Basics
package import JSON

/// Who is calling, as the gateway found from the token and signed it.
public struct Identity: Sendable, Hashable {
    /// The WeChat identity.
    public let iid: ID<WeChatIdentity>
    /// The session, 128 random bits in base64url.
    public let sid: String
    /// The mini-program.
    public let app: ID<App>
    /// The operating centre that the mini-program belongs to.
    public let oper: Int64
    /// WeChat's name for the person in this mini-program.
    public let openid: ExternalID
    /// WeChat's name for the person across mini-programs; our stand-in where WeChat gives none.
    public let unionid: ExternalID
    /// Our stand-in of before, where WeChat has given a unionid since: clients may still have it.
    public let alias: ExternalID?
    /// The account; nil as long as there is none.
    public let uid: ID<User>?
    /// What the session may do for another account; nil for nothing, as nearly always.
    public let grant: Grant?

    /// An identity of its parts.
    public init(
        iid: ID<WeChatIdentity>,
        sid: String,
        app: ID<App>,
        oper: Int64,
        openid: ExternalID,
        unionid: ExternalID,
        alias: ExternalID? = nil,
        uid: ID<User>? = nil,
        grant: Grant? = nil
    ) {
        self.iid = iid
        self.sid = sid
        self.app = app
        self.oper = oper
        self.openid = openid
        self.unionid = unionid
        self.alias = alias
        self.uid = uid
        self.grant = grant
    }

    /// The same caller, with the account and the grant that the session has now.
    package func with(uid: ID<User>?, grant: Grant?) -> Identity {
        Identity(
            iid: iid,
            sid: sid,
            app: app,
            oper: oper,
            openid: openid,
            unionid: unionid,
            alias: alias,
            uid: uid,
            grant: grant
        )
    }

    /// Whether a unionid that a client names is this one's.
    public func isCalled(_ unionid: ExternalID) -> Bool {
        unionid == self.unionid || unionid == alias
    }

    /// The value of `X-Kumquat-Identity`: base64url of
    /// `{"iid","sid","app","oper","openid","unionid","alias"?,"uid"?,"grant"?}`.
    public func header() -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("iid")
        writer.integer(iid.rawValue)
        appendMembers(to: &writer)
        if let grant {
            writer.key("grant")
            grant.append(to: &writer)
        }
        writer.endObject()
        return Base64.encodeURL(writer.bytes)
    }

    /// The members that stand in the header and in a token's claims alike. A grant is in no token:
    /// it may be taken back any time.
    package func appendMembers(to writer: inout JSONWriter) {
        writer.key("sid")
        writer.string(sid)
        writer.key("app")
        writer.integer(app.rawValue)
        writer.key("oper")
        writer.integer(oper)
        writer.key("openid")
        writer.string(openid.text)
        writer.key("unionid")
        writer.string(unionid.text)
        if let alias {
            writer.key("alias")
            writer.string(alias.text)
        }
        if let uid {
            writer.key("uid")
            writer.integer(uid.rawValue)
        }
    }

    /// Reads what ``header()`` makes; nil for anything else. Says nothing about who made it.
    public init?(header: String) {
        guard let octets = Base64.decodeURL(header) else { return nil }
        var scanner = IdentityScanner(octets)
        if let identity = scanner.identity() {
            self = identity
        } else {
            self.init(json: octets)
        }
    }

    /// The same out of JSON, with its members in any order.
    package init?(json octets: Bytes) {
        guard let json = try? JSON.parse(octets),
            let iid = json["iid"]?.integer, let sid = json["sid"]?.string,
            let app = json["app"]?.integer, let oper = json["oper"]?.integer,
            let openid = json["openid"]?.string, let unionid = json["unionid"]?.string
        else { return nil }
        var grant: Grant?
        if let json = json["grant"] {
            guard let read = Grant(json) else { return nil }
            grant = read
        }
        self.init(
            iid: ID(iid),
            sid: sid,
            app: ID(app),
            oper: oper,
            openid: ExternalID(openid),
            unionid: ExternalID(unionid),
            alias: json["alias"]?.string.map { ExternalID($0) },
            uid: json["uid"]?.integer.map { ID($0) },
            grant: grant
        )
    }
}
