import HTTP

/// What speaks no contract and is open to all: keys, pictures, callbacks that prove themselves.
public enum PublicRoutes {
    static let keys = RouteGroup(
        "/.well-known",
        InternalContract.self,
        at: .auth,
        access: .everybody
    )
    private static let pointsPictures = pictures(of: .points, PointsContract.self)
    private static let authPictures = pictures(of: .auth, PointsContract.self)
    private static let treasurePictures = pictures(of: .treasure, TreasureContract.self)
    /// Where pictures are served.
    static let media = [pointsPictures, authPictures, treasurePictures]
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
    public static let pointsMedia = pointsPictures.route(
        .get,
        to: "{file}",
        "A private picture, for whoever was given the link."
    )
    public static let treasurePicture = treasurePictures.route(
        .get,
        to: "{file}",
        "A picture of a task: for everybody once WeChat has passed it, else by a link."
    )
    public static let authMedia = authPictures.route(
        .get,
        to: "{file}",
        "The picture that somebody has chosen for themselves, for everybody."
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

    private static func pictures(
        of service: ServiceName,
        _ contract: any Contract.Type
    ) -> RouteGroup {
        RouteGroup("/media/\(service.rawValue)", contract, at: service, access: .everybody)
    }

    static let all = [
        publicKeys, pointsMedia, authMedia, treasurePicture, testPush, takePush,
    ]
}
