import HTTP

/// The addresses of `points.md`, in its order; ours last.
public enum PointsRoutes {
    static let group = RouteGroup(
        "/api",
        PointsContract.self,
        at: .points,
        hasFinalSlash: true
    )

    public static let login = group.login(
        .get,
        to: "login",
        "Trades a code from wx.login for a token; registers on first sight."
    )
    public static let update = group.route(
        .post,
        to: "update",
        "Changes the caller's profile, by plain fields or by what WeChat encrypted.",
        at: .auth
    )
    public static let queryBalance = group.route(
        .get,
        to: "query_balance",
        "The caller's balance, how many take part, and the mean balance.",
        legacy: .orNobody
    )
    public static let sign = group.route(
        .post,
        to: "sign",
        "Signs the caller in for today, once a day.",
        legacy: .orNobody
    )
    public static let queryShareCode = group.route(
        .get,
        to: "query_share_code",
        "The caller's share code, the multiplier in force, and their places by invitations.",
        legacy: .orNobody
    )
    public static let queryShareRecord = group.route(
        .get,
        to: "query_share_record",
        "A page of those who came by the caller's share code, newest first.",
        legacy: .orNobody
    )
    public static let queryPointRecord = group.route(
        .get,
        to: "query_point_record",
        "A page of the caller's ledger, newest first.",
        legacy: .orNobody
    )
    public static let wxRun = group.route(
        .post,
        to: "wx_run",
        "Keeps the caller's steps of WeChat; the first time earns points."
    )
    public static let authStatus = group.route(
        .get,
        to: "auth_status",
        "What the caller has proved, or made available.",
        legacy: .orNobody
    )
    public static let wxPhone = group.route(
        .post,
        to: "wx_phone",
        "Certifies the caller's phone by WeChat, once; earns points."
    )
    public static let signStatus = group.route(
        .get,
        to: "sign_status",
        "Whether the caller has signed in today.",
        legacy: .orNobody
    )
    public static let upload = group.route(
        .post,
        to: "upload",
        "Keeps a picture, for its owner and the auditors alone.",
        bodyLimit: 10 << 20
    )
    public static let applyAudit = group.route(
        .post,
        to: "apply_audit",
        "Submits uploaded pictures for the fundus audit."
    )
    public static let rankByBalance = group.route(
        .get,
        .post,
        to: "rank_by_balance",
        "The ten with most points, and the caller's own place.",
        legacy: .orNobody
    )
    public static let queryUpload = group.route(
        .get,
        to: "query_upload",
        "Links to a picture of one's own that work for five minutes."
    )

    public static let uploadAvatar = group.route(
        .post,
        to: "upload_avatar",
        "Keeps the picture that the caller has chosen for themselves, for everybody to see.",
        at: .auth,
        bodyLimit: 10 << 20
    )

    static let all = [
        login, update, queryBalance, sign, queryShareCode, queryShareRecord, queryPointRecord,
        wxRun, authStatus, wxPhone, signStatus, upload, applyAudit, rankByBalance, queryUpload,
        uploadAvatar,
    ]
}
