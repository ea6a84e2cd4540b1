import HTTP

/// Where WeChat Pay says what became of money: `/callbacks/wechatpay/{service}/{mchid}/{kind}`. Open
/// to all, since each callback proves itself by WeChat Pay's signature.
public enum PayCallbackRoutes {
    static let group = RouteGroup(
        "/callbacks/wechatpay",
        WeChatPayContract.self,
        at: .treasure,
        access: .everybody
    )

    /// Red packets.
    public static let treasure = route(to: .treasure)

    /// Orders.
    public static let commerce = route(to: .commerce)

    /// In the book is what is answered.
    static let all = [treasure, commerce]

    /// The callbacks of one service. WeChat Pay's are 2 KB long.
    private static func route(to service: ServiceName) -> Route {
        group.route(
            .post,
            to: "\(service.rawValue)/{mchid}/{kind}",
            "WeChat Pay's word on a payment, a refund or a transfer.",
            at: service,
            bodyLimit: 1 << 16
        )
    }
}
