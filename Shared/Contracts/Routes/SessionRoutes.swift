import HTTP

/// The addresses about log-ins and the account itself; ours, in the envelope of points.
public enum SessionRoutes {
    static let group = RouteGroup(
        "/api/session",
        PointsContract.self,
        at: .auth,
        tokenParameters: ["token"]
    )
    static let account = RouteGroup(
        "/api/account",
        PointsContract.self,
        at: .auth,
        tokenParameters: ["token"]
    )

    public static let list = group.route(
        .get,
        to: "list",
        "The caller's log-ins whose tokens are good, newest first."
    )
    public static let renew = group.route(
        .post,
        to: "renew",
        "A fresh token for the same log-in."
    )
    public static let logOut = group.route(
        .post,
        to: "logout",
        "Ends the calling session, or another one of the caller's."
    )
    public static let logOutAll = group.route(
        .post,
        to: "logout_all",
        "Ends all sessions of the caller."
    )
    public static let deleteAccount = account.route(
        .post,
        to: "delete",
        "Deletes the caller's account, and everything personal with it."
    )

    static let all = [list, renew, logOut, logOutAll, deleteAccount]
}
