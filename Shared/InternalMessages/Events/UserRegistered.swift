/// `user.registered`: a WeChat identity registers with points.
public struct UserRegistered: EventPayload {
    public static let type = "user.registered"

    public let iid: Int64
    public let uid: Int64
    public let app: Int64
    public let openid: String
    public let unionid: String?
    /// The code of whoever brought them.
    public let invite: String?

    /// A registration of its parts.
    public init(
        iid: Int64,
        uid: Int64,
        app: Int64,
        openid: String,
        unionid: String?,
        invite: String?
    ) {
        self.iid = iid
        self.uid = uid
        self.app = app
        self.openid = openid
        self.unionid = unionid
        self.invite = invite
    }
}
