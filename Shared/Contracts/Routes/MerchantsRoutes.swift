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

    public static let areaTree = group.route(
        .get,
        to: "area/tree",
        "Provinces, cities and counties; 304 for whoever has them."
    )
    public static let citiesWithHot = group.route(
        .get,
        to: "area/cities/withHot",
        "Cities by the first letter of their pinyin, the well-known ones before all."
    )
    public static let areaByGPS = group.route(
        .get,
        to: "area/getByGps",
        "The province, city and county of coordinates in China."
    )
    public static let categoriesTree = group.route(
        .get,
        to: "merchant/categories/tree",
        "The categories of merchants that are in service."
    )
    public static let merchants = group.route(
        .get,
        to: "merchants",
        "Merchants by city, category, keyword and distance, 20 a page."
    )
    public static let merchantDetail = group.route(.get, to: "merchant/detail", "One merchant.")
    public static let goods = group.route(.get, to: "goods", "What a merchant has on sale.")
    public static let goodsDetail = group.route(.get, to: "goods/detail", "One good.")
    static let pictures = RouteGroup(
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

    static let all = [
        wxLogin, login, loginWithSceneId, sendVerifyCode, areaTree, citiesWithHot, areaByGPS,
        categoriesTree, merchants, merchantDetail, goods, goodsDetail, media,
    ]
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
