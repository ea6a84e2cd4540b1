import HTTP

/// The addresses of `wx_auth.md`, in its order.
public enum WxAuthRoutes {
    static let group = RouteGroup("/miniprog/wx_auth", WxAuthContract.self, at: .auth)

    public static let getOpenidByCode = group.login(
        .get,
        to: "get_openid_by_code",
        "Trades a code from wx.login for an openid, a token and a handle to register with."
    )
    public static let isOpenidRegistered = group.route(
        .get,
        to: "is_openid_registered",
        "Whether an openid is registered; no ownership is asked for.",
        access: .open,
        rate: .lookups
    )
    public static let register = group.route(
        .post,
        to: "register",
        "Registers with a phone number that was typed in, or that WeChat vouches for.",
        access: .open,
        rate: .logins,
        legacy: .always
    )
    public static let login = group.route(
        .post,
        to: "login",
        "Answers a fresh token, for a token, or for an openid and the handle that proves it.",
        access: .open,
        rate: .logins,
        legacy: .always
    )

    public static let uploadAvatar = group.route(
        .post,
        to: "upload_avatar",
        "Keeps the picture that the caller has chosen for themselves, for everybody to see.",
        bodyLimit: 10 << 20
    )

    static let all = [getOpenidByCode, isOpenidRegistered, register, login, uploadAvatar]
}
