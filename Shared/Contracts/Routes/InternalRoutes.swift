import HTTP

/// The addresses between our processes. Never routed from outside.
public enum InternalRoutes {
    public static let readSession = route(
        .get,
        "sessions/{sid}",
        "How a session stands, and whose it is.",
        at: .auth
    )
    public static let readSessionFeed = route(
        .get,
        "revocations",
        "What has happened to sessions after a number; waits for it.",
        at: .auth
    )
    public static let findIdentity = route(
        .get,
        "identities",
        "The one identity of an openid or unionid; for the legacy setting.",
        at: .auth
    )
    public static let decrypt = route(
        .post,
        "decrypt",
        "Opens what WeChat has sealed for an identity.",
        at: .auth
    )
    public static let makeCode = route(
        .post,
        "wxacode",
        "A mini-program code, as the picture itself.",
        at: .auth,
        bodyLimit: 1 << 16
    )
    public static let checkContent = route(
        .post,
        "content-check",
        "Has WeChat judge a text or a picture.",
        at: .auth
    )
    public static let makeScene = route(
        .post,
        "scenes",
        "A scene for a mini-program code that logs a user in.",
        at: .auth
    )
    public static let listApps = route(
        .get,
        "apps",
        "The mini-programs, their merchant accounts, and which of a centre's takes its payments.",
        at: .auth
    )
    public static let readUser = route(
        .get,
        "users/{uid}",
        "What a sale has to know of an account.",
        at: .auth
    )
    public static let reportShipment = route(
        .post,
        "shipping",
        "Tells WeChat that what was paid for has been handed over.",
        at: .auth
    )
    public static let adjustPoints = route(
        .post,
        "points/adjust",
        "Gives points, or takes them when negative; once for each ref.",
        at: .points
    )
    public static let redeemPoints = route(
        .post,
        "points/redeem",
        "Takes points that somebody spends; once for each ref.",
        at: .points
    )
    /// At every process that takes events.
    public static let takeEvents = route(
        .post,
        "events",
        "Events of another process, at least once each.",
        at: .points
    )
    /// At every process, in the sandbox environment alone.
    public static let moveClock = route(
        .post,
        "clock",
        "Moves the domain's time.",
        at: .sandbox
    )
    /// At every process, in the sandbox environment alone.
    public static let failCommits = route(
        .post,
        "faults",
        "Makes the next commits fail.",
        at: .sandbox
    )
    public static let readClock = route(
        .get,
        "clock",
        "How far the sandbox's clock is from the real one.",
        at: .sandbox
    )

    /// All of them.
    public static let all = [
        listApps, readUser, reportShipment, readSession, readSessionFeed, findIdentity, decrypt,
        makeCode, checkContent,
        makeScene,
        adjustPoints, redeemPoints, takeEvents, moveClock, failCommits, readClock,
    ]

    private static func route(
        _ method: Method,
        _ name: String,
        _ summary: String,
        at service: ServiceName,
        bodyLimit: Int = Route.usualBodyLimit
    ) -> Route {
        Route(
            [method],
            "/internal/\(name)",
            summary,
            at: service,
            in: InternalContract.self,
            access: .service,
            bodyLimit: bodyLimit
        )
    }
}
