import Contracts
import ServiceKit

extension RouteTable {
    /// All that can be called from outside.
    static let kumquat = RouteTable(
        [
            points, wxAuth, treasure, merchants, bridge, smallApp, sessions, account, keys,
            callbacks, media, backOffice,
        ]
        .flatMap(\.rules)
    )

    private static let points = RouteSection(
        path: "/api",
        contract: PointsContract.self,
        service: .points,
        lines: [
            .login("login"),
            .token("update", at: .auth),
            .token("query_balance").named(.orNobody),
            .token("sign").named(.orNobody),
            .token("query_share_code").named(.orNobody),
            .token("query_share_record").named(.orNobody),
            .token("query_point_record").named(.orNobody),
            .token("wx_run"),
            .token("auth_status").named(.orNobody),
            .token("wx_phone"),
            .token("sign_status").named(.orNobody),
            .token("upload"),
            .token("query_upload"),
            .token("apply_audit"),
            .token("rank_by_balance").named(.orNobody),
        ]
    )

    private static let wxAuth = RouteSection(
        path: "/miniprog/wx_auth",
        contract: WxAuthContract.self,
        service: .auth,
        lines: [
            .login("get_openid_by_code"),
            .lookup("is_openid_registered", at: .auth),
            .login("register").named(),
            .login("login").named(),
        ]
    )

    private static let treasure = RouteSection(
        path: "/api/treasure",
        contract: TreasureContract.self,
        service: .treasure,
        lines: [
            .login("userLogin"),
            .token("getTaskList").named(),
            .token("getTaskDetails").named(),
            .token("postTask").named(.forDigs),
            .token("digTask").named(),
            .token("publishTask"),
            .token("getSharePic").named(),
            .token("getTaskUser").named(),
            .token("uploadFile"),
            .token("payTask"),
            .token("getMyInfo").named(),
            .token("getMyRelease").named(),
            .token("getMyPartake").named(),
            .token("getMyPrize"),
            .token("drawPrize"),
            .token("verifyPrize"),
            .token("endTask"),
            .everybody("proof"),
        ]
    )

    private static let merchants = RouteSection(
        path: "/api/user",
        contract: MerchantsContract.self,
        service: .commerce,
        tokenParameters: ["token"],
        lines: [
            .login("wxLogin"),
            .token("login", at: .auth),
            .token("loginWithSceneId", at: .auth),
            .token("sms/verify_code", at: .auth),
            .token("area/tree"),
            .token("area/cities/withHot"),
            .token("area/getByGps"),
            .token("merchant/categories/tree"),
            .token("merchants"),
            .token("merchant/detail"),
            .token("goods"),
            .token("goods/detail"),
            .token("orders"),
            .token("order/detail"),
            .token("order/buy"),
            .token("order/pay"),
            .token("order/cancel"),
            .token("order/refund"),
        ]
    )

    private static let bridge = RouteSection(
        path: "/miniprogram_bridge",
        contract: MerchantsContract.self,
        service: .commerce,
        lines: [.everybody("pay")]
    )

    private static let smallApp = RouteSection(
        path: "/api/smallapp",
        contract: SmallAppContract.self,
        service: .auth,
        tokenParameters: ["token", "_user_token"],
        lines: [.login("login"), .token("oauth")]
    )

    private static let sessions = RouteSection(
        path: "/api/session",
        contract: PointsContract.self,
        service: .auth,
        tokenParameters: ["token"],
        lines: [.token("list"), .token("renew"), .token("logout"), .token("logout_all")]
    )

    private static let account = RouteSection(
        path: "/api/account",
        contract: PointsContract.self,
        service: .auth,
        tokenParameters: ["token"],
        lines: [.token("delete")]
    )

    private static let keys = RouteSection(
        path: "/.well-known",
        contract: PointsContract.self,
        service: .auth,
        lines: [.everybody("jwks.json")]
    )

    private static let callbacks = RouteSection(
        path: "/callbacks",
        contract: InternalContract.self,
        service: .auth,
        lines: [
            .everybody("wechatpay/commerce/*", at: .commerce),
            .everybody("wechatpay/treasure/*", at: .treasure),
            .everybody("wechat/*", at: .auth),
        ]
    )

    private static let media = RouteSection(
        path: "/media",
        contract: PointsContract.self,
        service: .points,
        lines: [
            .everybody("points/*", at: .points),
            .everybody("treasure/*", at: .treasure),
            .everybody("commerce/*", at: .commerce),
        ]
    )

    private static let backOffice = RouteSection(
        path: "/admin",
        contract: InternalContract.self,
        service: .auth,
        lines: [
            .admin("auth/*", at: .auth),
            .admin("points/*", at: .points),
            .admin("treasure/*", at: .treasure),
            .admin("commerce/*", at: .commerce),
        ]
    )
}
