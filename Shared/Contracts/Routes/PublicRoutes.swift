import HTTP

/// What speaks no contract and is open to all: keys, pictures, callbacks that prove themselves.
public enum PublicRoutes {
    static let keys = RouteGroup(
        "/.well-known",
        InternalContract.self,
        at: .auth,
        access: .everybody
    )
    static let media = RouteGroup("/media", PointsContract.self, at: .points, access: .everybody)
    static let treasureMedia = RouteGroup(
        "/media",
        TreasureContract.self,
        at: .treasure,
        access: .everybody
    )
    static let callbacks = RouteGroup(
        "/callbacks",
        InternalContract.self,
        at: .auth,
        access: .everybody
    )

    public static let publicKeys = keys.route(
        .get,
        to: "jwks.json",
        "The public halves of the keys that sign tokens (RFC 7517, RFC 8037)."
    )
    public static let pointsMedia = media.route(
        .get,
        to: "points/{file}",
        "A private picture, for whoever was given the link."
    )
    public static let treasurePicture = treasureMedia.route(
        .get,
        to: "treasure/{file}",
        "A picture of a task: for everybody once WeChat has passed it, else by a link."
    )
    public static let authMedia = media.route(
        .get,
        to: "auth/{file}",
        "The picture that somebody has chosen for themselves, for everybody.",
        at: .auth
    )
    public static let testPush = callbacks.route(
        .get,
        to: "wechat/{app_id}",
        "WeChat's test of the address for its message push."
    )
    public static let takePush = callbacks.route(
        .post,
        to: "wechat/{app_id}",
        "WeChat's message push.",
        bodyLimit: 1 << 16
    )

    static let all = [
        publicKeys, pointsMedia, authMedia, treasurePicture, testPush, takePush,
    ]
}
