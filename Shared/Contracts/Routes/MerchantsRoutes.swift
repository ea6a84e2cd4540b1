import HTTP

/// The addresses of `merchants.md`, in its order.
public enum MerchantsRoutes {
    static let group = RouteGroup(
        "/api/user",
        MerchantsContract.self,
        at: .commerce,
        tokenParameters: ["token"]
    )

    public static let wxLogin = group.login(
        .post,
        to: "wxLogin",
        "Trades a code from wx.login for a token and, where there is one, the bound user."
    )
    public static let login = group.route(
        .post,
        to: "login",
        "Binds the caller to the user of a mobile, proven by a code by message.",
        at: .auth
    )
    public static let loginWithSceneId = group.route(
        .post,
        to: "loginWithSceneId",
        "Logs in by the scene of a mini-program code, and answers what was kept with it.",
        at: .auth
    )
    public static let sendVerifyCode = group.route(
        .post,
        to: "sms/verify_code",
        "Sends a code by message to a mobile.",
        at: .auth
    )

    private static let pictures = RouteGroup(
        "/media/commerce",
        MerchantsContract.self,
        at: .commerce,
        access: .everybody
    )
    public static let media = pictures.route(
        .get,
        to: "{file}",
        "A picture of a category, a merchant or a good, or its thumbnail."
    )

    static let all = [wxLogin, login, loginWithSceneId, sendVerifyCode, media]
}

/// The page that leads from one mini-program to another to pay.
enum BridgeRoutes {
    static let group = RouteGroup(
        "/miniprogram_bridge",
        MerchantsContract.self,
        at: .commerce,
        access: .everybody
    )
}
