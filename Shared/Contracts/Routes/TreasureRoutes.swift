import HTTP

/// The addresses of `treasure.md`, in its order.
public enum TreasureRoutes {
    static let group = RouteGroup("/api/treasure", TreasureContract.self, at: .treasure)

    public static let userLogin = group.login(
        .get,
        to: "userLogin",
        "Trades a code from wx.login, with the encrypted profile, for a token."
    )

    public static let uploadAvatar = group.route(
        .post,
        to: "uploadAvatar",
        "Keeps the picture that the caller has chosen for themselves, for everybody to see.",
        at: .auth,
        bodyLimit: 10 << 20
    )

    static let all = [userLogin, uploadAvatar]
}
