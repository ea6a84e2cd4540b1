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
    /// The account; nil as long as there is none.
    public let uid: ID<User>?

    /// An identity of its parts.
    public init(
        iid: ID<WeChatIdentity>,
        sid: String,
        app: ID<App>,
        oper: Int64,
        openid: ExternalID,
        unionid: ExternalID,
        uid: ID<User>? = nil
    ) {
        self.iid = iid
        self.sid = sid
        self.app = app
        self.oper = oper
        self.openid = openid
        self.unionid = unionid
        self.uid = uid
    }

    /// The value of `X-Kumquat-Identity`: base64url of
    /// `{"iid","sid","app","oper","openid","unionid","uid"?}`.
    public func header() -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("iid")
        writer.integer(iid.rawValue)
        appendMembers(to: &writer)
        writer.endObject()
        return Base64.encodeURL(writer.bytes)
    }

    /// All members but the `iid`, as they stand in the header and in a token's claims.
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
        if let uid {
            writer.key("uid")
            writer.integer(uid.rawValue)
        }
    }

    /// Reads what ``header()`` makes; nil for anything else. Says nothing about who made it.
    public init?(header: String) {
        guard let octets = Base64.decodeURL(header), let json = try? JSON.parse(octets),
            let iid = json["iid"]?.integer, let sid = json["sid"]?.string,
            let app = json["app"]?.integer, let oper = json["oper"]?.integer,
            let openid = json["openid"]?.string, let unionid = json["unionid"]?.string
        else { return nil }
        self.init(
            iid: ID(iid),
            sid: sid,
            app: ID(app),
            oper: oper,
            openid: ExternalID(openid),
            unionid: ExternalID(unionid),
            uid: json["uid"]?.integer.map { ID($0) }
        )
    }
}
