import HTTP

/// The addresses of `smallapp.md`, in its order.
public enum SmallAppRoutes {
    static let group = RouteGroup(
        "/api/smallapp",
        SmallAppContract.self,
        at: .auth,
        tokenParameters: ["token", "_user_token"]
    )

    public static let login = group.login(
        .post,
        to: "login",
        "Trades a code from wx.login for a token, in the app of our own number."
    )
    public static let oauth = group.route(
        .post,
        to: "oauth",
        "Finds or makes the user of the caller, by the profile that WeChat encrypted."
    )

    public static let uploadAvatar = group.route(
        .post,
        to: "uploadAvatar",
        "Keeps the picture that the caller has chosen for themselves, for everybody to see.",
        bodyLimit: 10 << 20
    )

    static let all = [login, oauth, uploadAvatar]
}
