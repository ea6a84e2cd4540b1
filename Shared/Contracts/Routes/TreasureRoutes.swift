import HTTP

/// The addresses of `treasure.md`, in its order.
public enum TreasureRoutes {
    static let group = RouteGroup("/api/treasure", TreasureContract.self, at: .treasure)

    public static let userLogin = group.login(
        .get,
        to: "userLogin",
        "Trades a code from wx.login, with the encrypted profile, for a token."
    )

    static let all = [userLogin]
}
