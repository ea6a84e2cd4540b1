import HTTP

/// The back office of auth.
public enum AuthAdminRoutes {
    private static let group = AdminRouteGroup(.auth)

    public static let listApps = group.route(
        .get,
        to: "apps",
        for: .owner,
        .operator,
        .viewer,
        summary: "The mini-programs, without their secrets."
    )
    public static let addApp = group.route(
        .post,
        to: "apps",
        for: .owner,
        .operator,
        summary: "Adds a mini-program."
    )
    public static let patchApp = group.route(
        .patch,
        to: "apps/{app_id}",
        for: .owner,
        .operator,
        summary: "Takes a mini-program out of service, or back; sets its merchant account."
    )
    public static let rotateSecret = group.route(
        .post,
        to: "apps/{app_id}/rotate-secret",
        for: .owner,
        .operator,
        summary: "Gives a mini-program the secret that WeChat has made for it."
    )
    public static let setPush = group.route(
        .post,
        to: "apps/{app_id}/message-push",
        for: .owner,
        .operator,
        summary: "Sets the secrets of a mini-program's message push."
    )
    public static let findUsers = group.route(
        .get,
        to: "users",
        for: .owner,
        .support,
        .viewer,
        summary: "The users who are meant, twenty at most."
    )
    public static let readUser = group.route(
        .get,
        to: "users/{uid}",
        for: .owner,
        .support,
        .viewer,
        summary: "A user; the mobile is masked."
    )
    public static let patchUser = group.route(
        .patch,
        to: "users/{uid}",
        for: .owner,
        .support,
        summary: "Sets what only a person can find out about a user."
    )
    public static let banUser = group.route(
        .post,
        to: "users/{uid}/ban",
        for: .owner,
        .support,
        summary: "Keeps a user out: all sessions end, and there are no new ones."
    )
    public static let unbanUser = group.route(
        .post,
        to: "users/{uid}/unban",
        for: .owner,
        .support,
        summary: "Lets a user in again, by a new log-in."
    )
    public static let mergeUsers = group.route(
        .post,
        to: "users/{uid}/merge",
        for: .owner,
        summary: "Makes two users one."
    )
    public static let deleteUser = group.route(
        .delete,
        to: "users/{uid}",
        for: .owner,
        summary: "Deletes a user, and everything personal with them."
    )
    public static let listSessions = group.route(
        .get,
        to: "users/{uid}/sessions",
        for: .owner,
        .support,
        .viewer,
        summary: "The sessions of a user whose tokens are good."
    )
    public static let endSessions = group.route(
        .post,
        to: "users/{uid}/sessions/revoke",
        for: .owner,
        .support,
        summary: "Ends all sessions of a user."
    )
    public static let revokeSession = group.route(
        .post,
        to: "sessions/{sid}/revoke",
        for: .owner,
        .support,
        summary: "Ends one session."
    )
    public static let rotateKeys = group.route(
        .post,
        to: "keys/rotate",
        for: .owner,
        .operator,
        summary: "Makes a new key that signs tokens from two minutes on."
    )
    public static let listTrail = group.route(
        .get,
        to: "trail",
        for: .owner,
        .operator,
        summary: "What operators have done here, newest first."
    )

    /// Work that has to happen.
    public static let jobs = JobAdminRoutes(group)

    static let all =
        jobs.all + [
            listApps, addApp, patchApp, rotateSecret, setPush, findUsers, readUser, patchUser,
            banUser,
            unbanUser, mergeUsers, deleteUser, listSessions, endSessions, revokeSession, rotateKeys,
            listTrail,
        ]
}
